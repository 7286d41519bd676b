package dev.likeness.augment;

import java.util.Random;

/** Kinds of random numbers that the alterations draw. */
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

    /** A factor between 1/e^range and e^range, above 1 as often as below. */
    static double factor(Random random, double range) {
        return StrictMath.exp(either(random, range));
    }

    /** A colour such as people write and frame in: black or white half of the time. */
    static float[] colour(Random random) {
        if (random.nextBoolean()) {
            float grey = random.nextBoolean() ? 255 : 0;
            return new float[] {grey, grey, grey};
        }
        return new float[] {255 * random.nextFloat(), 255 * random.nextFloat(), 255 * random.nextFloat()};
    }
}
