package dev.likeness.augment;

import java.util.Random;

/**
 * Mirrors the view horizontally.
 *
 * @param probability 0 to 0.5
 */
record Mirror(double probability) implements Framing {
    static Mirror of(double strength) {
        return new Mirror(0.28 * Math.min(1, strength));
    }

    @Override
    public Quadrilateral change(Quadrilateral seen, Random random) {
        return Draw.happens(random, probability) ? seen.mirrored() : seen;
    }
}
