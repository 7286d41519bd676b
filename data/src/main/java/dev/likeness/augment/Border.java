package dev.likeness.augment;

import java.util.Random;

/**
 * What surrounds a picture: a frame, or the bars of a screen of other proportions.
 *
 * @param left its width, as a share of the whole
 * @param top the same
 * @param right the same
 * @param bottom the same
 * @param colour red, green and blue, 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent") // of this package only, and never compared
record Border(double left, double top, double right, double bottom, float[] colour) {
    static final Border NONE = new Border(0, 0, 0, 0, new float[3]);

    /**
     * How borders are drawn.
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
                case 2 -> new Border(even, even, even, 2 * even, colour); // wider below, where captions go
                default -> new Border(even, even, even, even, colour);
            };
        }
    }

    /** The share of the whole width that the picture inside has. */
    double across() {
        return 1 - left - right;
    }

    /** The share of the whole height that the picture inside has. */
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
