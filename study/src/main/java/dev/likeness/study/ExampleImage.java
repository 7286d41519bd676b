package dev.likeness.study;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Images of examples, small enough for a page that carries them within. */
final class ExampleImage {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 210;
    private static final int GAP = 10;

    private ExampleImage() {}

    /** Two pictures beside each other, of one height. */
    static BufferedImage beside(Picture a, Picture b) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT + 2 * GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = graphics(image);
        int cell = (WIDTH - 3 * GAP) / 2;
        place(g, a.toImage(), GAP, cell);
        place(g, b.toImage(), 2 * GAP + cell, cell);
        g.dispose();
        return image;
    }

    private static void place(Graphics2D g, BufferedImage image, int left, int cell) {
        double zoom = Math.min((double) cell / image.getWidth(), (double) HEIGHT / image.getHeight());
        int width = (int) Math.max(1, image.getWidth() * zoom);
        int height = (int) Math.max(1, image.getHeight() * zoom);
        g.drawImage(image, left + (cell - width) / 2, GAP + (HEIGHT - height) / 2, width, height, null);
    }

    /** As PNG, brought to the width of the page's column where it is wider. */
    static byte[] small(BufferedImage image) {
        if (image.getWidth() <= WIDTH) {
            return PictureFile.png(image);
        }
        int height = (int) Math.max(1, Math.round((double) WIDTH * image.getHeight() / image.getWidth()));
        BufferedImage smaller = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = graphics(smaller);
        g.drawImage(image, 0, 0, WIDTH, height, null);
        g.dispose();
        return PictureFile.png(smaller);
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        return g;
    }
}
