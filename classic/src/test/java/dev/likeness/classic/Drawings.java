package dev.likeness.classic;

import dev.likeness.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.IntBinaryOperator;

/** Pictures for the tests. */
final class Drawings {
    private Drawings() {}

    /** A grey picture from a function of x and y. */
    static Picture grey(int width, int height, IntBinaryOperator value) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) value.applyAsInt(i / 3 % width, i / 3 / width);
        }
        return new Picture(width, height, rgb);
    }

    static Picture blank(int value) {
        return grey(64, 64, (x, y) -> value);
    }

    /** Grey noise with independent pixels. */
    static Picture noise(int width, int height, long seed) {
        Random random = new Random(seed);
        byte[] values = new byte[width * height];
        random.nextBytes(values);
        return grey(width, height, (x, y) -> values[y * width + x]);
    }

    /** A picture with one colour on the left and another on the right. */
    static Picture halves(int left, int right) {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) {
            int colour = i / 3 % 64 < 32 ? left : right;
            rgb[i] = (byte) (colour >> (16 - 8 * (i % 3)));
        }
        return new Picture(64, 64, rgb);
    }

    /** A picture like a photograph: many overlapping shapes, rotated about the centre. */
    static Picture scene(int side, long seed, double degrees) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, side, side);
        graphics.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
        graphics.scale(side / 240.0, side / 240.0);
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            int x = 48 + random.nextInt(120);
            int y = 48 + random.nextInt(120);
            int width = 6 + random.nextInt(30);
            int height = 6 + random.nextInt(30);
            if (random.nextBoolean()) {
                graphics.fillRect(x, y, width, height);
            } else {
                graphics.fillOval(x, y, width, height);
            }
        }
        graphics.dispose();
        return Picture.of(image);
    }

    /** The grey value of a pixel of a grey picture. */
    static int at(Picture picture, int x, int y) {
        return picture.rgb()[3 * (y * picture.width() + x)] & 0xff;
    }
}
