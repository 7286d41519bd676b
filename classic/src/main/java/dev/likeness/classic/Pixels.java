package dev.likeness.classic;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;

/** Pictures stretched to a square, as numbers from 0 to 255. */
final class Pixels {
    private Pixels() {}

    /** Grey values, {@code [side,side]} flattened. */
    static float[] grey(Picture picture, int side) {
        return numbers(Resizer.area(picture, new PictureShape(side, side, 1)));
    }

    /** Red, green and blue, {@code [side,side,3]} flattened. */
    static float[] colour(Picture picture, int side) {
        return numbers(Resizer.area(picture, new PictureShape(side, side, 3)));
    }

    /** Unsigned bytes as numbers. */
    static float[] numbers(byte[] bytes) {
        float[] numbers = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            numbers[i] = bytes[i] & 0xff;
        }
        return numbers;
    }
}
