package dev.likeness.gallery.copy;

import dev.likeness.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Drawn pictures and edits of them. */
public final class Scenes {
    private Scenes() {}

    /** Many overlapping shapes on a background with a gradient, 300 x 200. */
    public static BufferedImage scene(long seed) {
        BufferedImage image = blank(300, 200, Color.GRAY);
        Graphics2D pen = pen(image);
        Random random = new Random(seed);
        for (int i = 0; i < 80; i++) {
            pen.setColor(new Color(random.nextInt(0x1000000)));
            int x = random.nextInt(280);
            int y = random.nextInt(180);
            int width = 8 + random.nextInt(45);
            int height = 8 + random.nextInt(45);
            if (random.nextBoolean()) {
                pen.fillRect(x, y, width, height);
            } else {
                pen.fillOval(x, y, width, height);
            }
        }
        pen.dispose();
        return image;
    }

    public static Picture picture(BufferedImage image) {
        return Picture.of(image);
    }

    public static BufferedImage mirrored(BufferedImage image) {
        return drawn(image, image.getWidth(), image.getHeight(), new AffineTransform(-1, 0, 0, 1, image.getWidth(), 0));
    }

    public static BufferedImage upsideDown(BufferedImage image) {
        return drawn(
                image, image.getWidth(), image.getHeight(), new AffineTransform(1, 0, 0, -1, 0, image.getHeight()));
    }

    /** Clockwise quarter turns. */
    public static BufferedImage quartered(BufferedImage image, int quarters) {
        BufferedImage turned = image;
        for (int i = 0; i < quarters; i++) {
            turned = drawn(
                    turned,
                    turned.getHeight(),
                    turned.getWidth(),
                    new AffineTransform(0, 1, -1, 0, turned.getHeight(), 0));
        }
        return turned;
    }

    public static BufferedImage rotated(BufferedImage image, double degrees) {
        return drawn(
                image,
                image.getWidth(),
                image.getHeight(),
                AffineTransform.getRotateInstance(
                        Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0));
    }

    public static BufferedImage cropped(BufferedImage image, int left, int top, int width, int height) {
        return drawn(image, width, height, AffineTransform.getTranslateInstance(-left, -top));
    }

    public static BufferedImage framed(BufferedImage image, int border, Color colour) {
        BufferedImage framed = blank(image.getWidth() + 2 * border, image.getHeight() + 2 * border, colour);
        Graphics2D pen = pen(framed);
        pen.drawImage(image, border, border, null);
        pen.dispose();
        return framed;
    }

    public static BufferedImage resized(BufferedImage image, int width, int height) {
        BufferedImage resized = blank(width, height, Color.BLACK);
        Graphics2D pen = pen(resized);
        pen.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        pen.dispose();
        return resized;
    }

    /** Blurred so much that no keypoints are left. */
    public static BufferedImage blurred(BufferedImage image) {
        return resized(resized(image, 24, 16), image.getWidth(), image.getHeight());
    }

    /** The words of a program around a picture. */
    public static BufferedImage screenshot(BufferedImage image) {
        BufferedImage screen = blank(400, 420, Color.WHITE);
        Graphics2D pen = pen(screen);
        pen.setColor(Color.BLACK);
        for (int line = 0; line < 6; line++) {
            pen.drawString("the same lines of the same program " + 7 * line, 20, 20 + 14 * line);
            pen.drawString("open save print share delete close " + 3 * line, 20, 330 + 14 * line);
        }
        pen.drawImage(image, 50, 110, null);
        pen.dispose();
        return screen;
    }

    /** Another picture, reduced, over the lower right quarter. */
    public static BufferedImage withSticker(BufferedImage image, BufferedImage sticker, int width, int height) {
        BufferedImage covered = drawn(image, image.getWidth(), image.getHeight(), new AffineTransform());
        Graphics2D pen = pen(covered);
        pen.drawImage(sticker, image.getWidth() - width - 20, image.getHeight() - height - 15, width, height, null);
        pen.dispose();
        return covered;
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform transform) {
        BufferedImage drawn = blank(width, height, Color.BLACK);
        Graphics2D pen = pen(drawn);
        pen.drawImage(image, transform, null);
        pen.dispose();
        return drawn;
    }

    private static BufferedImage blank(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return image;
    }

    private static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return pen;
    }
}
