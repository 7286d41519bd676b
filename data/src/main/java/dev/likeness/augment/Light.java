package dev.likeness.augment;

import java.util.List;
import java.util.Random;

/**
 * Changes brightness, contrast and gamma. Each range is that of a factor, as a logarithm.
 *
 * @param probability 0 to 1
 * @param brightness factor on all values
 * @param contrast factor on the distance from the mean
 * @param gamma exponent of values between 0 and 1
 */
record Light(double probability, double brightness, double contrast, double gamma) implements Effect {
    /** A little of all three, much of one, or less of all: much of all three would leave white or black areas only. */
    static Effect of(double strength) {
        double much = 0.7 * strength;
        double less = 0.5 * strength;
        Light little = new Light(1, 0.25 * strength, 0.3 * strength, 0.3 * strength);
        return new OneOf(
                0.48 * Math.min(1, strength),
                List.of(
                        little,
                        little,
                        new Light(1, less, less, less),
                        new Light(1, less, less, less),
                        new Light(1, much, 0, 0),
                        new Light(1, 0, much, 0),
                        new Light(1, 0, 0, much)));
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (!Draw.happens(random, probability)) {
            return;
        }
        double gain = Draw.factor(random, brightness);
        double spread = Draw.factor(random, contrast);
        double exponent = Draw.factor(random, gamma);
        double mean = StrictMath.pow(mean(canvas) / 255, exponent);
        float[] table = new float[256];
        for (int i = 0; i < table.length; i++) {
            double value = StrictMath.pow(i / 255.0, exponent);
            value = gain * (mean + spread * (value - mean));
            table[i] = (float) (255 * Math.max(0, Math.min(1, value)));
        }
        for (int i = 0; i < canvas.values.length; i++) {
            canvas.values[i] = table[Canvas.grey(canvas.values[i])];
        }
    }

    private static double mean(Canvas canvas) {
        double sum = 0;
        for (float value : canvas.values) {
            sum += value;
        }
        return Math.max(0, Math.min(255, sum / canvas.values.length));
    }
}
