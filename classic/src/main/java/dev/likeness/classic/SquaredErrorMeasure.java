package dev.likeness.classic;

import dev.likeness.picture.Picture;

/**
 * {@code mse}: the negative mean squared error of red, green and blue at 64x64 pixels, -65025 to 0. The oldest measure;
 * Wang and Bovik discuss its value in "Mean squared error: love it or leave it?", IEEE Signal Processing Magazine 2009.
 * Thread-safe.
 */
final class SquaredErrorMeasure extends VectorMeasure {
    static final String NAME = "mse";
    private static final int SIDE = 64;

    SquaredErrorMeasure() {
        super(NAME);
    }

    @Override
    float[] vector(Picture picture) {
        return Pixels.colour(picture, SIDE);
    }

    @Override
    double score(float[] a, float[] b) {
        return -Distances.squared(a, b) / a.length;
    }
}
