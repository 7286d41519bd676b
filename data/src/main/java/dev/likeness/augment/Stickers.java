package dev.likeness.augment;

import java.util.Random;

/**
 * One to three stickers on the picture, mostly with a white rim.
 *
 * @param probability 0 to 1
 * @param largest the maximum radius, as a share of the shorter side
 */
record Stickers(double probability, double largest) implements Effect {
    static Stickers of(double strength) {
        return new Stickers(0.1 * Math.min(1, strength), Math.min(0.3, 0.2 * strength));
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (!Draw.happens(random, probability)) {
            return;
        }
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            stick(canvas, random);
        }
    }

    private void stick(Canvas canvas, Random random) {
        Figure figure = Figure.draw(random);
        double radius = Math.max(1, Draw.between(random, largest / 3, largest) * Math.min(canvas.width, canvas.height));
        double x = random.nextDouble() * canvas.width;
        double y = random.nextDouble() * canvas.height;
        double angle = Draw.either(random, Math.PI / 5);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        boolean rimmed = Draw.happens(random, 0.7);
        Ink whole = new Ink(canvas);
        Ink inner = new Ink(canvas);
        int reach = (int) Math.ceil(1.3 * radius) + 1;
        for (int row = (int) Math.max(0, y - reach); row < Math.min(canvas.height, y + reach); row++) {
            for (int column = (int) Math.max(0, x - reach); column < Math.min(canvas.width, x + reach); column++) {
                double dx = (column + 0.5 - x) / radius;
                double dy = (row + 0.5 - y) / radius;
                double inside = radius * figure.inside(cos * dx - sin * dy, sin * dx + cos * dy);
                whole.cover(column, row, inside);
                inner.cover(column, row, inside - 0.12 * radius);
            }
        }
        float[] white = {255, 255, 255};
        float[] colour = {255 * random.nextFloat(), 255 * random.nextFloat(), 255 * random.nextFloat()};
        whole.layOn(canvas, rimmed ? white : colour, 1);
        inner.layOn(canvas, colour, 1);
    }
}
