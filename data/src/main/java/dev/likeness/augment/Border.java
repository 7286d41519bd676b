package dev.likeness.augment;

import dev.likeness.picture.PictureShape;
import java.util.Random;

/**
 * The border of a picture: a frame, or padding to another aspect ratio or size.
 *
 * @param left its width, as a share of the whole width
 * @param top its height, as a share of the whole height
 * @param right its width, as a share of the whole width
 * @param bottom its height, as a share of the whole height
 * @param backdrop what it shows
 */
record Border(double left, double top, double right, double bottom, Backdrop backdrop) implements Surround {
    static final Border NONE = new Border(0, 0, 0, 0, Backdrop.plain(0, 0, 0));

    /**
     * How borders are drawn at random.
     *
     * @param probability 0 to 1
     * @param frame the widest frame on each side, as a share of the whole
     * @param padding the widest padding on both sides together, as a share of the whole
     */
    record Range(double probability, double frame, double padding) {
        /** The part of the padding that is used on each axis if it is on all sides. */
        private static final double ALL_SIDES = 0.7;

        static Range of(double strength) {
            return new Range(
                    0.26 * Math.min(1, strength), Math.min(0.2, 0.1 * strength), Math.min(0.6, 0.5 * strength));
        }

        Border draw(Random random) {
            if (!Draw.happens(random, probability)) {
                return NONE;
            }
            return random.nextInt(5) < 2 ? drawFrame(random) : drawPadding(random);
        }

        private Border drawFrame(Random random) {
            double even = Draw.between(random, frame / 5, frame);
            double below = random.nextInt(3) == 0 ? 2 * even : even; // wider at the bottom, as for a caption
            return new Border(even, even, even, below, Backdrop.plain(Draw.colour(random)));
        }

        private Border drawPadding(Random random) {
            double across = Draw.between(random, padding / 5, padding);
            double down = Draw.between(random, padding / 5, padding);
            switch (random.nextInt(5)) {
                case 0, 1 -> down = 0; // pillars
                case 2, 3 -> across = 0; // letterbox
                default -> {
                    across *= ALL_SIDES;
                    down *= ALL_SIDES;
                }
            }
            boolean centred = random.nextInt(4) > 0;
            double x = centred ? 0.5 : random.nextDouble();
            double y = centred ? 0.5 : random.nextDouble();
            return new Border(x * across, y * down, (1 - x) * across, (1 - y) * down, Backdrop.draw(random));
        }
    }

    @Override
    public double across() {
        return 1 - left - right;
    }

    @Override
    public double down() {
        return 1 - top - bottom;
    }

    @Override
    public Canvas around(Canvas inner, PictureShape whole, Random random) {
        int width = whole.width();
        int height = whole.height();
        if (inner.width == width && inner.height == height) {
            return inner;
        }
        Canvas bordered = backdrop.behind(inner, width, height);
        int x = (int) Math.min(width - inner.width, Math.round(left * width));
        int y = (int) Math.min(height - inner.height, Math.round(top * height));
        bordered.put(inner, x, y);
        return bordered;
    }
}
