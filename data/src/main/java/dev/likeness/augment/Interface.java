package dev.likeness.augment;

import dev.likeness.picture.PictureShape;
import java.util.Random;

/** The parts of a program's interface on a screen: bars, lines of text and buttons, in a light or a dark style. */
final class Interface {
    private final Canvas screen;
    private final Ink ink;
    private final float[] colour;
    private final double unit; // the height of a line of text, in pixels

    private Interface(Canvas screen, float[] colour, double unit) {
        this.screen = screen;
        this.ink = new Ink(screen);
        this.colour = colour;
        this.unit = unit;
    }

    /** A rectangle on the screen, in pixels. */
    record Area(double left, double top, double right, double bottom) {
        double width() {
            return right - left;
        }

        double height() {
            return bottom - top;
        }
    }

    /** An empty screen in a random style. */
    static Interface draw(Canvas like, PictureShape size, Random random) {
        boolean dark = random.nextInt(3) == 0;
        float paper = (float) (dark ? Draw.between(random, 0, 50) : Draw.between(random, 225, 255));
        float text = (float) (dark ? Draw.between(random, 160, 255) : Draw.between(random, 0, 110));
        Canvas screen = Canvas.filled(like, size.width(), size.height(), new float[] {paper, paper, paper});
        double line = Draw.between(random, 0.028, 0.05) * Math.max(size.width(), size.height());
        return new Interface(screen, new float[] {text, text, text}, Math.max(2.5, line));
    }

    /** The screen with all that was drawn. */
    Canvas canvas() {
        ink.layOn(screen, colour, 0.85);
        return screen;
    }

    /** The time at the left, and marks at the right. */
    void statusBar(double top, double bottom, Random random) {
        double middle = (top + bottom) / 2;
        double size = Math.min(0.6 * (bottom - top), unit) / 2;
        words(new Area(unit, middle - size, 5 * unit, middle + size), random);
        int marks = 2 + random.nextInt(3);
        for (int i = 1; i <= marks; i++) {
            dot(screen.width - 1.3 * i * unit, middle, 0.7 * size);
        }
    }

    /** A bar, sometimes in a colour, with a button and a title. */
    void toolbar(double top, double bottom, Random random) {
        if (random.nextBoolean()) {
            fill(new Area(0, top, screen.width, bottom), Draw.colour(random));
        }
        double middle = (top + bottom) / 2;
        double size = Math.min(0.35 * (bottom - top), unit);
        dot(unit + size, middle, size);
        double end = screen.width * Draw.between(random, 0.3, 0.8);
        words(new Area(2 * unit + 2 * size, middle - size / 2, end, middle + size / 2), random);
    }

    /** Lines of text that fill an area. */
    void lines(Area area, Random random) {
        double margin = Math.min(unit, 0.1 * area.width());
        double step = 1.6 * unit;
        for (double y = area.top + 0.5 * unit; y + unit <= area.bottom; y += step) {
            double end = area.right - margin - area.width() * Draw.between(random, 0, 0.5);
            words(new Area(area.left + margin, y, end, y + 0.7 * unit), random);
        }
    }

    /** A row of round buttons. */
    void buttons(double top, double bottom, Random random) {
        int count = 3 + random.nextInt(3);
        double size = Math.min(0.3 * (bottom - top), unit);
        for (int i = 0; i < count; i++) {
            dot(screen.width * (i + 0.5) / count, top + Math.min((bottom - top) / 2, 1.5 * unit), size);
        }
    }

    /** One line of text: strokes as long as words, because single letters are too small to be seen. */
    private void words(Area line, Random random) {
        double radius = Math.max(0.4, 0.32 * line.height());
        double y = (line.top + line.bottom) / 2;
        double x = line.left + radius;
        while (x + radius < line.right) {
            double end = Math.min(line.right - radius, x + unit * Draw.between(random, 0.6, 3.5));
            ink.line(new double[] {x, y}, new double[] {end, y}, radius);
            x = end + 2 * radius + 0.4 * unit;
        }
    }

    private void dot(double x, double y, double radius) {
        double[] centre = {x, y};
        ink.line(centre, centre, Math.max(0.5, radius));
    }

    private void fill(Area area, float[] rgb) {
        int width = (int) Math.round(area.width());
        int height = (int) Math.round(area.height());
        int top = (int) Math.min(screen.height - height, Math.round(area.top));
        screen.put(Canvas.filled(screen, width, height, rgb), (int) Math.round(area.left), top);
    }
}
