package dev.likeness.augment;

import java.util.Random;

/**
 * Rotates the photograph slightly, and sometimes by quarter turns, as phones do: mostly by one, sometimes upside down.
 *
 * @param probability of a slight rotation, 0 to 1
 * @param degrees maximum slight rotation, in both directions
 * @param quarters probability of one to three quarter turns, 0 to 1
 */
record Turn(double probability, double degrees, double quarters) implements Framing {
    /** With more, a slight rotation would be hard to tell from a quarter turn. */
    private static final double MAX_DEGREES = 40;

    static Turn of(double strength) {
        double often = Math.min(1, strength);
        return new Turn(0.25 * often, Math.min(MAX_DEGREES, 25 * strength), 0.19 * often);
    }

    @Override
    public Quadrilateral change(Quadrilateral seen, Random random) {
        Quadrilateral turned = seen;
        if (Draw.happens(random, probability)) {
            turned = turned.turned(StrictMath.toRadians(Draw.either(random, degrees)));
        }
        if (Draw.happens(random, quarters)) {
            int draw = random.nextInt(5);
            turned = turned.quartered(draw == 0 ? 2 : draw % 2 == 0 ? 1 : 3);
        }
        return turned;
    }
}
