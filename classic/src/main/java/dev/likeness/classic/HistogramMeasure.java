package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.HISTCMP_CORREL;
import static org.bytedeco.opencv.global.opencv_imgproc.compareHist;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code histogram}: the correlation of two colour histograms, independent of where the colours are, -1 to 1. After Swain
 * and Ballard, "Color indexing", IJCV 1991, with OpenCV's {@code compareHist} and {@code HISTCMP_CORREL}: the covariance
 * of the bins divided by the root of the product of their variances.
 *
 * <p>There are 16 bins of hue, 4 of saturation and 4 of value, over 128x128 pixels. Grey, white and black have the hue of
 * red and no saturation. Thread-safe.
 */
final class HistogramMeasure extends VectorMeasure {
    static final String NAME = "histogram";
    private static final int SIDE = 128;
    private static final int HUES = 16;
    private static final int SATURATIONS = 4;
    private static final int VALUES = 4;
    /** OpenCV's hues are halved, to fit a byte. */
    private static final int TURN = 180;

    HistogramMeasure() {
        super(NAME);
        OpenCv.load();
    }

    /** The share of pixels in each bin, {@code [16,4,4]} flattened. */
    @Override
    float[] vector(Picture picture) {
        byte[] rgb = Resizer.area(picture, new PictureShape(SIDE, SIDE, 3));
        float[] shares = new float[HUES * SATURATIONS * VALUES];
        float[] hsv;
        try (PointerScope scope = new PointerScope()) {
            Mat converted = new Mat();
            cvtColor(OpenCv.bytes(rgb, SIDE, SIDE, 3), converted, COLOR_RGB2HSV);
            hsv = OpenCv.bytes(converted);
        }
        for (int at = 0; at < hsv.length; at += 3) {
            int hue = ((int) hsv[at]) * HUES / TURN;
            int saturation = ((int) hsv[at + 1]) * SATURATIONS / 256;
            int value = ((int) hsv[at + 2]) * VALUES / 256;
            shares[(hue * SATURATIONS + saturation) * VALUES + value] += 1f / (SIDE * SIDE);
        }
        return shares;
    }

    @Override
    double score(float[] a, float[] b) {
        int bins = length(a, b);
        try (PointerScope scope = new PointerScope()) {
            return compareHist(OpenCv.floats(a, 1, bins), OpenCv.floats(b, 1, bins), HISTCMP_CORREL);
        }
    }
}
