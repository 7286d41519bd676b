package dev.likeness.study;

import dev.likeness.picture.EncodedImage;
import dev.likeness.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Images of example pairs, small enough to be embedded in the page. */
final class ExampleImage {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 280;
    private static final int GAP = 10;
    private static final float QUALITY = 0.85f;

    private ExampleImage() {}

    /** Two pictures side by side, scaled to the same height at most. */
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

    /** As JPEG, scaled down to the width of the page's column if it is wider; a quarter of the size of a PNG. */
    static byte[] small(BufferedImage image) {
        int width = Math.min(WIDTH, image.getWidth());
        int height = (int) Math.max(1, Math.round((double) width * image.getHeight() / image.getWidth()));
        BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = graphics(smaller);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return EncodedImage.jpeg(smaller, QUALITY);
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        return g;
    }
}
