package dev.likeness.augment;

import java.util.Random;

/**
 * Replaces the colours by shades of one: sepia, another tint, or paler colours. Does not change a grey canvas.
 *
 * @param probability 0 to 1
 * @param most the maximum share of the shade in the result, 0 to 1; at least half of it is used
 */
record Tint(double probability, double most) implements Effect {
    private static final float[] SEPIA = {1.12f, 1, 0.78f};
    private static final double RANGE = 0.35;

    @Override
    public void alter(Canvas canvas, Random random) {
        if (canvas.channels != 3 || !Draw.happens(random, probability)) {
            return;
        }
        float share = (float) Draw.between(random, most / 2, most);
        float[] shade = shade(random);
        float[] values = canvas.values;
        for (int i = 0; i < values.length; i += 3) {
            float luma = share * (0.299f * values[i] + 0.587f * values[i + 1] + 0.114f * values[i + 2]);
            for (int c = 0; c < 3; c++) {
                values[i + c] = (1 - share) * values[i + c] + luma * shade[c];
            }
        }
    }

    private static float[] shade(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> SEPIA;
            case 1 -> new float[] {1, 1, 1};
            default ->
                new float[] {
                    (float) Draw.factor(random, RANGE),
                    (float) Draw.factor(random, RANGE),
                    (float) Draw.factor(random, RANGE)
                };
        };
    }
}
