package dev.likeness.augment;

import java.util.Random;

/**
 * Rotates the photograph slightly, and sometimes by a quarter turn, as phones do.
 *
 * @param probability of a slight rotation, 0 to 1
 * @param degrees maximum slight rotation, in both directions
 * @param quarters probability of a quarter turn, 0 to 1
 */
record Turn(double probability, double degrees, double quarters) implements Framing {
    static Turn of(double strength) {
        double often = Math.min(1, strength);
        return new Turn(0.5 * often, 12 * strength, 0.04 * often);
    }

    @Override
    public Quadrilateral change(Quadrilateral seen, Random random) {
        Quadrilateral turned = seen;
        if (Draw.happens(random, probability)) {
            turned = turned.turned(StrictMath.toRadians(Draw.either(random, degrees)));
        }
        if (Draw.happens(random, quarters)) {
            turned = turned.quartered(random.nextBoolean() ? 1 : 3);
        }
        return turned;
    }
}
