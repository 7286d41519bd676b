package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * {@code ssim}: the structural similarity of Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error
 * visibility to structural similarity", IEEE Transactions on Image Processing 2004. Local means, variances and the
 * covariance come from a Gaussian window of 11x11 pixels with a standard deviation of 1.5 (eq. 14 to 16); each window
 * gives
 *
 * <pre>
 * (2 mean_a mean_b + C1) (2 covariance + C2) / ((mean_a² + mean_b² + C1) (variance_a + variance_b + C2))     (eq. 13)
 * </pre>
 *
 * <p>with C1 = (0.01·255)² and C2 = (0.03·255)², and the score is the mean over all windows inside the picture (eq. 17),
 * -1 to 1. Pictures are in grey at 64x64 pixels; means and variances are part of a picture's code. Thread-safe.
 */
final class SimilarityMeasure extends VectorMeasure {
    static final String NAME = "ssim";
    private static final int SIDE = 64;
    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;
    /** The number of windows along a side. */
    private static final int WINDOWS = SIDE - WINDOW + 1;

    private static final int MEANS = SIDE * SIDE;
    private static final int VARIANCES = MEANS + WINDOWS * WINDOWS;

    SimilarityMeasure() {
        super(NAME);
        OpenCv.load();
    }

    /** Grey values {@code [64,64]}, means {@code [54,54]} and variances {@code [54,54]}, concatenated. */
    @Override
    float[] vector(Picture picture) {
        float[] grey = Pixels.grey(picture, SIDE);
        float[] means = windows(grey);
        float[] squares = windows(products(grey, grey));
        float[] vector = Arrays.copyOf(grey, VARIANCES + means.length);
        System.arraycopy(means, 0, vector, MEANS, means.length);
        for (int i = 0; i < means.length; i++) {
            vector[VARIANCES + i] = squares[i] - means[i] * means[i];
        }
        return vector;
    }

    @Override
    double score(float[] a, float[] b) {
        int windows = WINDOWS * WINDOWS;
        length(a, b);
        float[] products = windows(products(a, b));
        double sum = 0;
        for (int i = 0; i < windows; i++) {
            double meanA = a[MEANS + i];
            double meanB = b[MEANS + i];
            double covariance = products[i] - a[MEANS + i] * b[MEANS + i];
            double light = (2 * meanA * meanB + C1) / (meanA * meanA + meanB * meanB + C1);
            double structure = (2 * covariance + C2) / ((double) a[VARIANCES + i] + b[VARIANCES + i] + C2);
            sum += light * structure;
        }
        return sum / windows;
    }

    private static float[] products(float[] a, float[] b) {
        float[] products = new float[MEANS];
        for (int i = 0; i < MEANS; i++) {
            products[i] = a[i] * b[i];
        }
        return products;
    }

    /** Weighted means over the windows inside the picture: {@code [64,64] -> [54,54]}. */
    private static float[] windows(float[] values) {
        float[] blurred;
        try (PointerScope scope = new PointerScope()) {
            Mat out = new Mat();
            GaussianBlur(OpenCv.floats(values, SIDE, SIDE), out, new Size(WINDOW, WINDOW), SIGMA);
            blurred = OpenCv.floats(out);
        }
        float[] inner = new float[WINDOWS * WINDOWS];
        int edge = WINDOW / 2;
        for (int y = 0; y < WINDOWS; y++) {
            System.arraycopy(blurred, (y + edge) * SIDE + edge, inner, y * WINDOWS, WINDOWS);
        }
        return inner;
    }
}
