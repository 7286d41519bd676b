package dev.likeness.augment;

import java.util.Random;

/**
 * Simulates saving as JPEG: {@link Blocks} apply the quantisation loss. The entropy coding of JPEG is lossless and is skipped
 * to save time; the result is the same on every platform.
 *
 * <p>A small view stands for a larger file that is reduced to the input of a network after it was saved, so the blocks of
 * its file are smaller than 8 pixels in the view. Half of the small views have blocks of 4 pixels.
 *
 * @param probability 0 to 1
 * @param worst the lowest quality, 1 to 95; low qualities are more frequent than high ones
 */
record Jpeg(double probability, int worst) implements Effect {
    private static final int BEST = 95;

    /** The longer side of the largest view that may stand for a larger file, in pixels: the input of a network. */
    private static final int SMALL = 192;

    static Jpeg of(double strength) {
        return new Jpeg(0.39 * Math.min(1, strength), Math.max(3, BEST - (int) (90 * strength)));
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (Draw.happens(random, probability)) {
            double share = random.nextDouble();
            int quality = worst + (int) ((BEST - worst + 1) * share * share);
            save(canvas, quality, canvas.longer() <= SMALL && random.nextBoolean() ? 4 : 8);
        }
    }

    /**
     * @param quality 1 to 100 on the scale of libjpeg; chroma is subsampled by 2 on both axes
     * @param side of the blocks in pixels, 8 for a file of the same size as the canvas, 4 for one that is twice as large
     */
    static void save(Canvas canvas, int quality, int side) {
        int w = canvas.width;
        int h = canvas.height;
        if (canvas.channels == 1) {
            Plane grey = new Plane(w, h, canvas.values.clone());
            Blocks.luma(quality, side).lose(grey);
            System.arraycopy(grey.values, 0, canvas.values, 0, w * h);
            return;
        }
        Plane luma = new Plane(w, h, new float[w * h]);
        Plane blue = new Plane(w, h, new float[w * h]);
        Plane red = new Plane(w, h, new float[w * h]);
        for (int i = 0, at = 0; i < w * h; i++, at += 3) {
            float r = canvas.values[at];
            float g = canvas.values[at + 1];
            float b = canvas.values[at + 2];
            luma.values[i] = 0.299f * r + 0.587f * g + 0.114f * b;
            blue.values[i] = 128 - 0.168736f * r - 0.331264f * g + 0.5f * b;
            red.values[i] = 128 + 0.5f * r - 0.418688f * g - 0.081312f * b;
        }
        Plane halfBlue = blue.halved();
        Plane halfRed = red.halved();
        Blocks.luma(quality, side).lose(luma);
        Blocks.chroma(quality, side).lose(halfBlue);
        Blocks.chroma(quality, side).lose(halfRed);
        halfBlue.doubleInto(blue);
        halfRed.doubleInto(red);
        for (int i = 0; i < w * h; i++) {
            float cb = blue.values[i] - 128;
            float cr = red.values[i] - 128;
            canvas.values[3 * i] = luma.values[i] + 1.402f * cr;
            canvas.values[3 * i + 1] = luma.values[i] - 0.344136f * cb - 0.714136f * cr;
            canvas.values[3 * i + 2] = luma.values[i] + 1.772f * cb;
        }
    }

    /** One channel, {@code [h,w]}. */
    static final class Plane {
        final int width;
        final int height;
        final float[] values;

        Plane(int width, int height, float[] values) {
            this.width = width;
            this.height = height;
            this.values = values;
        }

        /** Half the size on both axes; with odd sizes, the last row and column count twice. */
        Plane halved() {
            Plane half = new Plane((width + 1) / 2, (height + 1) / 2, new float[(width + 1) / 2 * ((height + 1) / 2)]);
            for (int y = 0, at = 0; y < half.height; y++) {
                int upper = 2 * y * width;
                int lower = Math.min(2 * y + 1, height - 1) * width;
                for (int x = 0; x < half.width; x++, at++) {
                    int left = 2 * x;
                    int right = Math.min(2 * x + 1, width - 1);
                    half.values[at] = (values[upper + left]
                                    + values[upper + right]
                                    + values[lower + left]
                                    + values[lower + right])
                            / 4;
                }
            }
            return half;
        }

        /** Doubles the size as libjpeg does: 3/4 of the nearest value and 1/4 of the next, on each axis. */
        void doubleInto(Plane whole) {
            for (int y = 0, at = 0; y < whole.height; y++) {
                int near = y / 2 * width;
                int next = neighbour(y, height) * width;
                for (int x = 0; x < whole.width; x++, at++) {
                    int beside = neighbour(x, width);
                    float here = 0.75f * values[near + x / 2] + 0.25f * values[next + x / 2];
                    float there = 0.75f * values[near + beside] + 0.25f * values[next + beside];
                    whole.values[at] = 0.75f * here + 0.25f * there;
                }
            }
        }

        /** For a position in the whole plane: the second nearest position in the half plane, clamped to it. */
        private static int neighbour(int place, int length) {
            int wanted = place % 2 == 0 ? place / 2 - 1 : place / 2 + 1;
            return Math.max(0, Math.min(length - 1, wanted));
        }
    }
}
