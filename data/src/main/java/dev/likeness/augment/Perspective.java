package dev.likeness.augment;

import java.util.Random;

/**
 * A perspective change, as from photographing the photograph at an angle: each corner moves independently.
 *
 * @param probability 0 to 1
 * @param range maximum shift of each corner, as a share of the sides; 0 to 0.2, so that the quadrilateral stays convex
 */
record Perspective(double probability, double range) implements Framing {
    static Perspective of(double strength) {
        return new Perspective(0.1 * Math.min(1, strength), 0.08 * strength);
    }

    @Override
    public Quadrilateral change(Quadrilateral seen, Random random) {
        if (!Draw.happens(random, probability)) {
            return seen;
        }
        double[] x = seen.x().clone();
        double[] y = seen.y().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += Draw.either(random, range) * seen.width();
            y[i] += Draw.either(random, range) * seen.height();
        }
        return new Quadrilateral(x, y);
    }
}
