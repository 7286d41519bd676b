package dev.likeness.augment;

import java.util.Random;

/**
 * Cuts a part out of the photograph.
 *
 * @param probability 0 to 1
 * @param most the maximum share of the area that is removed
 * @param proportions range of the factor on the aspect ratio, as a logarithm
 */
record Crop(double probability, double most, double proportions) implements Framing {
    /** With a larger share, two views might have nothing in common. */
    private static final double MAX_SHARE = 0.75;

    static Crop of(double strength) {
        return new Crop(0.5 * Math.min(1, strength), Math.min(MAX_SHARE, 0.6 * strength), 0.2 * strength);
    }

    @Override
    public Quadrilateral change(Quadrilateral seen, Random random) {
        if (!Draw.happens(random, probability)) {
            return seen;
        }
        double area = 1 - Draw.between(random, 0, most);
        double root = Math.sqrt(Draw.factor(random, proportions));
        double across = Math.min(1, Math.sqrt(area) * root);
        double down = Math.min(1, Math.sqrt(area) / root);
        return seen.scaled(across, down);
    }
}
