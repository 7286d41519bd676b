package dev.likeness.study;

import dev.likeness.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Images of example pairs, small enough to be embedded in the page. */
final class ExampleImage {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 280;
    private static final int GAP = 10;
    private static final float QUALITY = 0.85f;

    static {
        // Otherwise ImageIO writes every stream to a temporary file first.
        ImageIO.setUseCache(false);
    }

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
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(smaller, null, null), quality);
        } catch (IOException e) {
            throw new IllegalStateException("writing a JPEG into memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        return g;
    }
}
