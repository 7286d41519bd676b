package dev.likeness.augment;

import java.util.Random;

/**
 * The border of a picture: a frame, or bars as on a screen with another aspect ratio.
 *
 * @param left its width, as a share of the whole width
 * @param top its height, as a share of the whole height
 * @param right its width, as a share of the whole width
 * @param bottom its height, as a share of the whole height
 * @param colour red, green and blue, 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and never compared
record Border(double left, double top, double right, double bottom, float[] colour) {
    static final Border NONE = new Border(0, 0, 0, 0, new float[3]);

    /**
     * How borders are drawn at random.
     *
     * @param probability 0 to 1
     * @param frame the widest frame, as a share of the whole
     * @param bar the widest bar, as a share of the whole
     */
    record Range(double probability, double frame, double bar) {
        static Range of(double strength) {
            return new Range(
                    0.15 * Math.min(1, strength), Math.min(0.2, 0.07 * strength), Math.min(0.3, 0.16 * strength));
        }

        Border draw(Random random) {
            if (!Draw.happens(random, probability)) {
                return NONE;
            }
            float screen = random.nextInt(4) == 0 ? 255 : 0;
            float[] bare = {screen, screen, screen};
            float[] colour = Draw.colour(random);
            double bars = Draw.between(random, bar / 3, bar);
            double even = Draw.between(random, frame / 4, frame);
            return switch (random.nextInt(4)) {
                case 0 -> new Border(bars, 0, bars, 0, bare);
                case 1 -> new Border(0, bars, 0, bars, bare);
                case 2 -> new Border(even, even, even, 2 * even, colour); // wider at the bottom, as for a caption
                default -> new Border(even, even, even, even, colour);
            };
        }
    }

    /** The width of the inner picture as a share of the whole width. */
    double across() {
        return 1 - left - right;
    }

    /** The height of the inner picture as a share of the whole height. */
    double down() {
        return 1 - top - bottom;
    }

    /** Puts the border around a picture. */
    Canvas around(Canvas inner, int width, int height) {
        if (inner.width == width && inner.height == height) {
            return inner;
        }
        Canvas whole = Canvas.filled(inner, width, height, colour);
        int x = (int) Math.min(width - inner.width, Math.round(left * width));
        int y = (int) Math.min(height - inner.height, Math.round(top * height));
        whole.put(inner, x, y);
        return whole;
    }
}
