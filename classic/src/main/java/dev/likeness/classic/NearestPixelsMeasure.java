package dev.likeness.classic;

import dev.likeness.picture.Picture;

/**
 * {@code nearest-pixels}: the nearest neighbour on pixels. The score is the negative Euclidean distance of the two pictures
 * in grey at 32x32 pixels, from -8160 to 0. It is the first baseline of Lake, Salakhutdinov, Gross and
 * Tenenbaum, "One shot learning of simple visual concepts", CogSci 2011; unlike {@code pixels}, it depends on
 * brightness and contrast. Thread-safe.
 */
final class NearestPixelsMeasure extends VectorMeasure {
    static final String NAME = "nearest-pixels";
    private static final int SIDE = 32;

    NearestPixelsMeasure() {
        super(NAME);
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
