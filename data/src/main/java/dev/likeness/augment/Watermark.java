package dev.likeness.augment;

import java.util.Random;

/**
 * A semi-transparent watermark: a word repeated over the whole picture, or a large logo with a word across it.
 *
 * @param probability 0 to 1
 * @param opacity the maximum opacity, 0 to 1
 */
record Watermark(double probability, double opacity) implements Effect {
    private static final double TALLEST = 0.13; // the height of repeated letters, as a share of the shorter side

    static Watermark of(double strength) {
        return new Watermark(0.1 * Math.min(1, strength), Math.min(0.85, 0.6 * strength));
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (!Draw.happens(random, probability)) {
            return;
        }
        Ink ink = new Ink(canvas);
        if (random.nextInt(5) < 3) {
            repeat(canvas, ink, random);
        } else {
            logo(canvas, ink, random);
        }
        ink.layOn(canvas, colour(random), Draw.between(random, opacity / 3, opacity));
    }

    /** Mostly white, as watermarks are. */
    private static float[] colour(Random random) {
        return random.nextBoolean() ? new float[] {255, 255, 255} : Draw.colour(random);
    }

    private static void repeat(Canvas canvas, Ink ink, Random random) {
        double unit = unit(canvas, Draw.between(random, TALLEST / 2, TALLEST));
        double angle = StrictMath.toRadians(random.nextInt(4) == 0 ? 0 : Draw.either(random, 45));
        int length = 3 + random.nextInt(8);
        double word = length * StrokeFont.ADVANCE * unit;
        double across = word + unit * Draw.between(random, 2, 8);
        double down = StrokeFont.HEIGHT * unit * Draw.between(random, 1.6, 4);
        double radius = Math.max(0.4, unit * Draw.between(random, 0.3, 0.6));
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        Writing writing = Writing.draw(length, new double[2], new double[] {unit * cos, unit * sin}, random);
        double half = (canvas.width + canvas.height) / 2.0; // more than half the diagonal
        for (double v = -half - down * random.nextDouble(); v < half; v += down) {
            for (double u = -half - across * random.nextDouble(); u < half; u += across) {
                double x = canvas.width / 2.0 + u * cos - v * sin;
                double y = canvas.height / 2.0 + u * sin + v * cos;
                if (isNear(canvas, x + word / 2 * cos, y + word / 2 * sin, word)) {
                    writing.at(x, y).put(ink, radius);
                }
            }
        }
    }

    /** Whether a point is not further than this many pixels outside the canvas. */
    private static boolean isNear(Canvas canvas, double x, double y, double far) {
        return x > -far && x < canvas.width + far && y > -far && y < canvas.height + far;
    }

    private static double unit(Canvas canvas, double height) {
        return Math.max(0.4, height * Math.min(canvas.width, canvas.height) / StrokeFont.HEIGHT);
    }

    /** The rim of a figure, or the figure with a word below it. */
    private static void logo(Canvas canvas, Ink ink, Random random) {
        double radius = Draw.between(random, 0.2, 0.42) * Math.min(canvas.width, canvas.height);
        double x = canvas.width * Draw.between(random, 0.35, 0.65);
        double y = canvas.height * Draw.between(random, 0.35, 0.65);
        double rim = random.nextBoolean() ? radius : radius * Draw.between(random, 0.1, 0.3);
        Figure figure = Figure.draw(random);
        for (int row = 0; row < canvas.height; row++) {
            for (int column = 0; column < canvas.width; column++) {
                double inside = radius * figure.inside((column + 0.5 - x) / radius, (row + 0.5 - y) / radius);
                ink.cover(column, row, Math.min(inside, rim - inside));
            }
        }
        int length = 3 + random.nextInt(6);
        double unit = Math.min(
                unit(canvas, Draw.between(random, 0.1, 0.2)), canvas.width / (StrokeFont.ADVANCE * (length + 1)));
        double left = x - length * StrokeFont.ADVANCE * unit / 2;
        double[] corner = {left, rim < radius ? y - StrokeFont.HEIGHT * unit / 2 : y + radius + unit};
        Writing.draw(length, corner, new double[] {unit, 0}, random).put(ink, Math.max(0.45, unit / 2));
    }
}
