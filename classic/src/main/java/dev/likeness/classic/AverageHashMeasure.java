package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_img_hash.averageHash;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code average-hash}: one bit for each of 8x8 grey pixels: whether the pixel is brighter than their mean. The score is
 * the share of equal bits, 0 to 1. N. Krawetz, "Looks Like It", The Hacker Factor Blog 2011; OpenCV's
 * {@code averageHash}, applied to a picture that our area filter has resized. Thread-safe.
 */
final class AverageHashMeasure extends HashMeasure {
    static final String NAME = "average-hash";
    private static final int SIDE = 8;

    AverageHashMeasure() {
        super(NAME);
        OpenCv.load();
    }

    @Override
    float[] vector(Picture picture) {
        byte[] grey = Resizer.area(picture, new PictureShape(SIDE, SIDE, 1));
        try (PointerScope scope = new PointerScope()) {
            Mat hash = new Mat();
            averageHash(OpenCv.bytes(grey, SIDE, SIDE, 1), hash);
            return OpenCv.bytes(hash);
        }
    }
}
