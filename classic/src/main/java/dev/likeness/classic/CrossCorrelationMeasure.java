package dev.likeness.classic;

import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;

import dev.likeness.picture.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code ncc}: normalised cross-correlation with a search over displacements. The centre of one picture, 40x40 of its
 * 64x64 grey pixels, is correlated with the other picture at each of 25x25 displacements, and the highest correlation is
 * taken (J. P. Lewis, "Fast normalized cross-correlation", Vision Interface 1995, eq. 2). The score is the mean of both
 * directions, -1 to 1.
 *
 * <p>So it tolerates a shift of 12 pixels, 19 % of the side, and ignores changes of brightness and contrast. If the centre
 * of a picture has no contrast, its direction gives 0. Thread-safe.
 */
final class CrossCorrelationMeasure extends VectorMeasure {
    static final String NAME = "ncc";
    private static final int SIDE = 64;
    private static final int CENTRE = 40;
    private static final int EDGE = (SIDE - CENTRE) / 2;
    /** The least sum of squared differences from the mean; one pixel that differs by 1 gives about 1. */
    private static final double MIN_CONTRAST = 0.5;

    CrossCorrelationMeasure() {
        super(NAME);
        OpenCv.load();
    }

    /** Grey values minus their mean, because sums over smaller numbers lose less precision. */
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
        return (highest(a, b) + highest(b, a)) / 2;
    }

    /** The highest correlation of the centre of one picture with any part of the other. */
    private static double highest(float[] one, float[] other) {
        float[] centre = centre(one);
        if (contrast(centre) < MIN_CONTRAST) {
            return 0;
        }
        float best = -1;
        try (PointerScope scope = new PointerScope()) {
            Mat correlations = new Mat();
            matchTemplate(
                    OpenCv.floats(other, SIDE, SIDE),
                    OpenCv.floats(centre, CENTRE, CENTRE),
                    correlations, // [25,25]
                    TM_CCOEFF_NORMED);
            for (float correlation : OpenCv.floats(correlations)) {
                best = Math.max(best, correlation);
            }
        }
        return Math.min(1, best);
    }

    private static float[] centre(float[] grey) {
        float[] centre = new float[CENTRE * CENTRE];
        for (int y = 0; y < CENTRE; y++) {
            int from = (y + EDGE) * SIDE + EDGE;
            System.arraycopy(grey, from, centre, y * CENTRE, CENTRE);
        }
        return centre;
    }

    private static double contrast(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        double mean = Arrays.stream(wide).average().orElse(0);
        return Arrays.stream(wide).map(value -> (value - mean) * (value - mean)).sum();
    }
}
