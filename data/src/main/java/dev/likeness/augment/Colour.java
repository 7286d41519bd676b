package dev.likeness.augment;

import java.util.List;
import java.util.Random;

/**
 * Changes hue, saturation and white balance; sometimes removes the colour. Does not change a grey canvas.
 *
 * @param probability 0 to 1, of the three together
 * @param hue maximum rotation in degrees, in both directions
 * @param saturation range of its factor, as a logarithm
 * @param balance range of each channel's factor, as a logarithm
 * @param grey probability of removing the colour, 0 to 1
 */
record Colour(double probability, double hue, double saturation, double balance, double grey) implements Effect {
    /** Mostly a slight change, sometimes a strong one, grey or a tint; rarely any hue. */
    static Effect of(double strength) {
        Colour slight = new Colour(1, 12 * strength, 0.5 * strength, 0.12 * strength, 0);
        Colour strong = new Colour(1, 25 * strength, 0.7 * strength, 0.25 * strength, 0);
        Colour anyHue = new Colour(1, Math.min(180, 180 * strength), 0.3 * strength, 0, 0);
        Colour grey = new Colour(0, 0, 0, 0, 1);
        Tint tint = new Tint(1, Math.min(1, strength));
        return new OneOf(
                0.36 * Math.min(1, strength),
                List.of(slight, slight, slight, slight, strong, strong, grey, grey, tint, tint, anyHue));
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (canvas.channels != 3) {
            return;
        }
        if (Draw.happens(random, grey)) {
            multiply(canvas, matrix(0, 0));
        } else if (Draw.happens(random, probability)) {
            double angle = StrictMath.toRadians(Draw.either(random, hue));
            float[] matrix = matrix(angle, Draw.factor(random, saturation));
            for (int c = 0; c < 3; c++) {
                float gain = (float) Draw.factor(random, balance);
                matrix[3 * c] *= gain;
                matrix[3 * c + 1] *= gain;
                matrix[3 * c + 2] *= gain;
            }
            multiply(canvas, matrix);
        }
    }

    /**
     * Rotates and scales the plane of the two colour differences (Y, B - Y, R - Y: ITU-R BT.601); the luma is unchanged.
     *
     * @return {@code [3,3]} from RGB to RGB
     */
    private static float[] matrix(double angle, double scale) {
        double cos = scale * StrictMath.cos(angle);
        double sin = scale * StrictMath.sin(angle);
        double[] luma = {0.299, 0.587, 0.114};
        double[] cb = {-0.168736, -0.331264, 0.5};
        double[] cr = {0.5, -0.418688, -0.081312};
        float[] matrix = new float[9];
        for (int from = 0; from < 3; from++) {
            double newCb = cos * cb[from] - sin * cr[from];
            double newCr = sin * cb[from] + cos * cr[from];
            matrix[from] = (float) (luma[from] + 1.402 * newCr);
            matrix[3 + from] = (float) (luma[from] - 0.344136 * newCb - 0.714136 * newCr);
            matrix[6 + from] = (float) (luma[from] + 1.772 * newCb);
        }
        return matrix;
    }

    private static void multiply(Canvas canvas, float[] m) {
        float[] values = canvas.values;
        for (int i = 0; i < values.length; i += 3) {
            float red = values[i];
            float green = values[i + 1];
            float blue = values[i + 2];
            values[i] = m[0] * red + m[1] * green + m[2] * blue;
            values[i + 1] = m[3] * red + m[4] * green + m[5] * blue;
            values[i + 2] = m[6] * red + m[7] * green + m[8] * blue;
        }
    }
}
