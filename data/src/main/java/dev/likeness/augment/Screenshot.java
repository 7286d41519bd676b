package dev.likeness.augment;

import dev.likeness.picture.PictureShape;
import java.util.Random;

/**
 * A screenshot that shows the picture in a program: on a phone with bars above and below, or on a desktop with columns at the
 * sides. The picture takes about 40 to 90 % of the area.
 *
 * @param left the width of the left column, as a share of the whole width
 * @param top the height of the bars above, as a share of the whole height
 * @param right the width of the right column, as a share of the whole width
 * @param bottom the height of the bars below, as a share of the whole height
 */
record Screenshot(double left, double top, double right, double bottom) implements Surround {
    /**
     * How screenshots are drawn at random.
     *
     * @param probability 0 to 1
     * @param size factor on all bars and columns, 0 to 1.2
     */
    record Range(double probability, double size) {
        static Range of(double strength) {
            return new Range(0.15 * Math.min(1, strength), Math.min(1.2, strength));
        }

        /** Draws a screenshot, or no surroundings. */
        Surround draw(Random random) {
            if (!Draw.happens(random, probability)) {
                return Border.NONE;
            }
            return random.nextInt(3) < 2 ? phone(random) : desktop(random);
        }

        private Screenshot phone(Random random) {
            double side = random.nextInt(3) == 0 ? Draw.between(random, 0.02, 0.06) : 0;
            double above = Draw.between(random, 0.06, 0.18);
            double below = Draw.between(random, 0.05, 0.38);
            return new Screenshot(size * side, size * above, size * side, size * below);
        }

        private Screenshot desktop(Random random) {
            double left = random.nextInt(3) == 0 ? 0 : Draw.between(random, 0.04, 0.22);
            double right = random.nextInt(3) == 0 ? 0 : Draw.between(random, 0.04, 0.22);
            double above = Draw.between(random, 0.06, 0.14);
            double below = Draw.between(random, 0.02, 0.1);
            return new Screenshot(size * left, size * above, size * right, size * below);
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
        Interface program = Interface.draw(inner, whole, random);
        int x = (int) Math.min(whole.width() - inner.width, Math.round(left * whole.width()));
        int y = (int) Math.min(whole.height() - inner.height, Math.round(top * whole.height()));
        int below = y + inner.height;
        int beside = x + inner.width;
        program.statusBar(0, 0.4 * y, random);
        program.toolbar(0.4 * y, y, random);
        program.lines(new Interface.Area(0, y, x, below), random);
        program.lines(new Interface.Area(beside, y, whole.width(), below), random);
        if (random.nextBoolean()) {
            program.buttons(below, whole.height(), random);
        } else {
            program.lines(new Interface.Area(0, below, whole.width(), whole.height()), random);
        }
        Canvas screen = program.canvas();
        screen.put(inner, x, y);
        return screen;
    }
}
