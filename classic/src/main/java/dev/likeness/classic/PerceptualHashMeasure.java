package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_img_hash.pHash;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code perceptual-hash}: one bit for each of the 8x8 lowest frequencies of the cosine transform of 32x32 grey pixels:
 * whether it is above their mean. The score is the share of equal bits, 0 to 1. C. Zauner, "Implementation and
 * benchmarking of perceptual image hash functions", 2010 (with the mean instead of the median);
 * OpenCV's {@code pHash}, applied to a picture that our area filter has resized. Thread-safe.
 */
final class PerceptualHashMeasure extends HashMeasure {
    static final String NAME = "perceptual-hash";
    private static final int SIDE = 32;

    PerceptualHashMeasure() {
        super(NAME);
        OpenCv.load();
    }

    @Override
    float[] vector(Picture picture) {
        byte[] grey = Resizer.area(picture, new PictureShape(SIDE, SIDE, 1));
        try (PointerScope scope = new PointerScope()) {
            Mat hash = new Mat();
            pHash(OpenCv.bytes(grey, SIDE, SIDE, 1), hash);
            return OpenCv.bytes(hash);
        }
    }
}
