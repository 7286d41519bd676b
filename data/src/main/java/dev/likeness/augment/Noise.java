package dev.likeness.augment;

import java.util.Random;

/**
 * Sensor noise, independent for each value.
 *
 * @param probability 0 to 1
 * @param most the maximum standard deviation, in grey levels
 */
record Noise(double probability, double most) implements Effect {
    /** The standard deviation of the sum of four uniform bytes, whose variance is 4 (256 x 256 - 1) / 12. */
    private static final float DEVIATION = 147.8f;

    private static final float MEAN = 510f;

    static Noise of(double strength) {
        return new Noise(0.15 * Math.min(1, strength), 20 * strength);
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (!Draw.happens(random, probability)) {
            return;
        }
        float scale = (float) Draw.between(random, 0, most) / DEVIATION;
        long state = random.nextLong();
        float[] values = canvas.values;
        // A good approximation of a Gaussian at a tenth of its cost: a view has thousands of values.
        for (int i = 0; i < values.length; i += 2) {
            state += 0x9e3779b97f4a7c15L; // SplitMix64: Steele, Lea and Flood 2014, figure 16
            long bits = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
            bits = (bits ^ bits >>> 27) * 0x94d049bb133111ebL;
            bits ^= bits >>> 31;
            values[i] += scale * (fourBytes((int) bits) - MEAN);
            if (i + 1 < values.length) {
                values[i + 1] += scale * (fourBytes((int) (bits >>> 32)) - MEAN);
            }
        }
    }

    private static int fourBytes(int bits) {
        return (bits & 0xff) + (bits >>> 8 & 0xff) + (bits >>> 16 & 0xff) + (bits >>> 24);
    }
}
