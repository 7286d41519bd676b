package dev.likeness.augment;

import java.util.Random;

/** The outline of a sticker or a logo. */
enum Figure {
    DISC,
    SQUARE,
    STAR;

    /** The distance of a star's notches from its centre; its tips are at 1. */
    private static final double NOTCH = 0.5;

    static Figure draw(Random random) {
        return values()[random.nextInt(values().length)];
    }

    /** The distance of a point inside the edge of the shape with radius 1; negative is outside. */
    double inside(double x, double y) {
        double distance = Math.sqrt(x * x + y * y);
        return switch (this) {
            case DISC -> 1 - distance;
            case SQUARE -> 0.85 - Math.max(Math.abs(x), Math.abs(y));
            case STAR -> {
                // By symmetry, one half of one of the five rays is enough; a line from tip to notch bounds it.
                double fifth = 2 * Math.PI / 5;
                double angle = StrictMath.atan2(x, -y) / fifth;
                double folded = Math.abs(angle - Math.rint(angle)) * fifth;
                double tipX = NOTCH * StrictMath.cos(fifth / 2) - 1;
                double tipY = NOTCH * StrictMath.sin(fifth / 2);
                double px = distance * StrictMath.cos(folded) - 1;
                double py = distance * StrictMath.sin(folded);
                yield (px * tipY - py * tipX) / -Math.sqrt(tipX * tipX + tipY * tipY);
            }
        };
    }
}
