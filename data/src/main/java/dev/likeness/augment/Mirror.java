package dev.likeness.augment;

import java.util.Random;

/**
 * Left and right change places.
 *
 * @param probability 0 to 0.5: above, the mirrored view would be the usual one
 */
record Mirror(double probability) implements Framing {
    static Mirror of(double strength) {
        return new Mirror(0.2 * Math.min(1, strength));
    }

    @Override
    public Quadrilateral change(Quadrilateral seen, Random random) {
        return Draw.happens(random, probability) ? seen.mirrored() : seen;
    }
}
