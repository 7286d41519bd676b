package dev.likeness.augment;

import java.util.Random;

/** Distributions that the alterations draw from. */
final class Draw {
    private Draw() {}

    static boolean happens(Random random, double probability) {
        return random.nextDouble() < probability;
    }

    static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Between -range and range. */
    static double either(Random random, double range) {
        return between(random, -range, range);
    }

    /** A factor between 1/e^range and e^range, symmetric on a logarithmic scale. */
    static double factor(Random random, double range) {
        return StrictMath.exp(either(random, range));
    }

    /** A colour of text or frames: black or white with probability one half, otherwise any. */
    static float[] colour(Random random) {
        if (random.nextBoolean()) {
            float grey = random.nextBoolean() ? 255 : 0;
            return new float[] {grey, grey, grey};
        }
        return new float[] {255 * random.nextFloat(), 255 * random.nextFloat(), 255 * random.nextFloat()};
    }
}
