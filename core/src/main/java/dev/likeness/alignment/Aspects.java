package dev.likeness.alignment;

import dev.likeness.picture.Picture;

/**
 * The aspect ratios of two pictures.
 *
 * @param a the width of picture A divided by its height
 * @param b the width of picture B divided by its height
 */
public record Aspects(double a, double b) {
    public Aspects {
        if (!(a > 0) || !(b > 0) || Double.isInfinite(a) || Double.isInfinite(b)) {
            throw new IllegalArgumentException("an aspect ratio is positive and finite, not " + a + " and " + b);
        }
    }

    /** Those of two pictures. */
    public static Aspects of(Picture a, Picture b) {
        return new Aspects((double) a.width() / a.height(), (double) b.width() / b.height());
    }
}
