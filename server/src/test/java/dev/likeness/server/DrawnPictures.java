package dev.likeness.server;

import dev.likeness.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures of discs and rectangles in many colours: each seed another one. */
final class DrawnPictures {
    private DrawnPictures() {}

    static BufferedImage image(int seed) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 70; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            int width = 8 + random.nextInt(50 - i / 2);
            int height = 8 + random.nextInt(50 - i / 2);
            int x = random.nextInt(160) - width / 2;
            int y = random.nextInt(120) - height / 2;
            if (random.nextBoolean()) {
                pen.fillOval(x, y, width, height);
            } else {
                pen.fillRect(x, y, width, height);
            }
        }
        pen.dispose();
        return image;
    }

    static byte[] png(int seed) {
        return encoded(image(seed), "png");
    }

    static byte[] jpeg(int seed) {
        return encoded(image(seed), "jpg");
    }

    /** A picture of one colour, which takes few bytes whatever its size. */
    static byte[] plain(int width, int height) {
        return encoded(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png");
    }

    static Picture picture(int seed) {
        return Picture.of(image(seed));
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
