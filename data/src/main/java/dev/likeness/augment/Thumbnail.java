package dev.likeness.augment;

import java.util.Random;

/**
 * Reduces the picture to a thumbnail and enlarges it again.
 *
 * @param probability 0 to 1
 * @param smallest the longer side of the smallest thumbnail in pixels, 1 to {@value #LARGEST}
 */
record Thumbnail(double probability, int smallest) implements Effect {
    private static final int LARGEST = 64;

    static Thumbnail of(double strength) {
        return new Thumbnail(0.1 * Math.min(1, strength), Math.max(12, LARGEST - (int) (40 * strength)));
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (!Draw.happens(random, probability)) {
            return;
        }
        double scale = (smallest + random.nextInt(LARGEST - smallest + 1)) / (double) canvas.longer();
        Resampling down = random.nextInt(4) == 0 ? filter(random) : Resampling.AREA;
        Resampling up = filter(random);
        if (scale >= 1) {
            return; // the view is not larger than the thumbnail
        }
        int width = Math.max(1, (int) Math.round(scale * canvas.width));
        int height = Math.max(1, (int) Math.round(scale * canvas.height));
        Canvas again = up.resize(down.resize(canvas, width, height), canvas.width, canvas.height);
        System.arraycopy(again.values, 0, canvas.values, 0, canvas.values.length);
    }

    private static Resampling filter(Random random) {
        return Resampling.values()[random.nextInt(Resampling.values().length)];
    }
}
