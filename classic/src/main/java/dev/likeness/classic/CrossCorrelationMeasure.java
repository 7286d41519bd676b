package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code ncc}: normalised cross-correlation with a search over displacements. The middle of one picture, 40x40 of its
 * 64x64 grey pixels, is laid over the other at each of 25x25 places, and the highest correlation counts (J. P. Lewis,
 * "Fast normalized cross-correlation", Vision Interface 1995, eq. 2); the score is the mean of both directions, -1 to 1.
 *
 * <p>So a picture may have moved by 12 pixels, 19 % of its side. Changes of brightness and contrast do not matter. A
 * picture without contrast in its middle has nothing to look for, and its direction gives 0. Thread-safe.
 */
final class CrossCorrelationMeasure extends VectorMeasure {
    static final String NAME = "ncc";
    private static final int SIDE = 64;
    private static final int MIDDLE = 40;
    private static final int EDGE = (SIDE - MIDDLE) / 2;
    /** Of the squares of the middle's differences from their mean; a single pixel that is off by one has about 1. */
    private static final double LEAST_CONTRAST = 0.5;

    CrossCorrelationMeasure() {
        super(NAME);
        OpenCv.load();
    }

    /** Grey values less their mean: sums over smaller numbers lose less. */
    @Override
    float[] vector(Picture picture) {
        float[] grey = Pixels.grey(picture, SIDE);
        double sum = 0;
        for (float value : grey) {
            sum += value;
        }
        float mean = (float) (sum / grey.length);
        for (int i = 0; i < grey.length; i++) {
            grey[i] -= mean;
        }
        return grey;
    }

    @Override
    double score(float[] a, float[] b) {
        length(a, b);
        return (found(a, b) + found(b, a)) / 2;
    }

    /** The highest correlation of the middle of one with any part of the other. */
    private static double found(float[] one, float[] other) {
        float[] middle = middle(one);
        if (contrast(middle) < LEAST_CONTRAST) {
            return 0;
        }
        float highest = -1;
        try (PointerScope scope = new PointerScope()) {
            Mat correlations = new Mat();
            matchTemplate(
                    OpenCv.floats(other, SIDE, SIDE),
                    OpenCv.floats(middle, MIDDLE, MIDDLE),
                    correlations, // [25,25]
                    TM_CCOEFF_NORMED);
            for (float correlation : OpenCv.floats(correlations)) {
                highest = Math.max(highest, correlation);
            }
        }
        return Math.min(1, highest);
    }

    private static float[] middle(float[] grey) {
        float[] middle = new float[MIDDLE * MIDDLE];
        for (int y = 0; y < MIDDLE; y++) {
            int from = (y + EDGE) * SIDE + EDGE;
            System.arraycopy(grey, from, middle, y * MIDDLE, MIDDLE);
        }
        return middle;
    }

    private static double contrast(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        double mean = Arrays.stream(wide).average().orElse(0);
        return Arrays.stream(wide).map(value -> (value - mean) * (value - mean)).sum();
    }
}
