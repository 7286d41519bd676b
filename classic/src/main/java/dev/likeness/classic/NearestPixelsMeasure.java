package dev.likeness.classic;

import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureProvider;
import dev.likeness.picture.Picture;

/**
 * {@code nearest-pixels}: the plain nearest neighbour on pixels. The score is the negative Euclidean distance of the two
 * pictures in grey at 32x32 pixels, from -8160 to 0. It is the first baseline of Lake, Salakhutdinov, Gross and
 * Tenenbaum, "One shot learning of simple visual concepts", CogSci 2011; unlike {@code pixels}, brightness and contrast
 * count. Thread-safe.
 */
public final class NearestPixelsMeasure extends VectorMeasure {
    private static final String NAME = "nearest-pixels";
    private static final int SIDE = 32;

    private NearestPixelsMeasure() {
        super(NAME);
    }

    /** Offers the measure. */
    public static final class Provider implements MeasureProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Measure open() {
            return new NearestPixelsMeasure();
        }
    }

    @Override
    float[] vector(Picture picture) {
        return Pixels.grey(picture, SIDE);
    }

    @Override
    double score(float[] a, float[] b) {
        return -Math.sqrt(Distances.squared(a, b));
    }
}
