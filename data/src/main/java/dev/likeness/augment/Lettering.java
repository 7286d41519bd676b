package dev.likeness.augment;

import java.util.Random;

/**
 * Text over the picture, such as a caption.
 *
 * @param probability 0 to 1
 * @param tallest the maximum height of the letters, as a share of the shorter side
 */
record Lettering(double probability, double tallest) implements Effect {
    static Lettering of(double strength) {
        return new Lettering(0.1 * Math.min(1, strength), Math.min(0.3, 0.17 * strength));
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (Draw.happens(random, probability)) {
            write(canvas, random);
        }
    }

    private void write(Canvas canvas, Random random) {
        double shorter = Math.min(canvas.width, canvas.height);
        double unit = Draw.between(random, tallest / 2, tallest) * shorter / StrokeFont.HEIGHT; // pixels of the grid
        int room = (int) (canvas.width / (unit * StrokeFont.ADVANCE));
        int length = Math.max(2, Math.min(room, 3 + random.nextInt(14)));
        double angle = StrictMath.toRadians(Draw.either(random, 6));
        double left = Draw.between(random, 0, Math.max(0, canvas.width - length * unit * StrokeFont.ADVANCE));
        double top = Draw.between(random, 0, canvas.height - unit * StrokeFont.HEIGHT);
        double radius = Math.max(0.45, unit * Draw.between(random, 0.35, 0.6));
        boolean outlined = random.nextBoolean();
        Ink inner = new Ink(canvas);
        Ink outer = new Ink(canvas);
        double[] along = {unit * StrictMath.cos(angle), unit * StrictMath.sin(angle)};
        Writing writing = Writing.draw(length, new double[] {left + unit / 2, top}, along, random);
        writing.put(inner, radius);
        if (outlined) {
            writing.put(outer, radius + Math.max(0.5, 0.5 * unit));
        }
        float[] colour = Draw.colour(random);
        double opacity = Draw.between(random, 0.5, 1);
        if (outlined) {
            outer.layOn(canvas, against(colour), opacity);
        }
        inner.layOn(canvas, colour, opacity);
    }

    /** Black or white, with the higher contrast to a colour. */
    private static float[] against(float[] colour) {
        float grey = colour[0] + colour[1] + colour[2] > 382 ? 0 : 255;
        return new float[] {grey, grey, grey};
    }
}
