package dev.likeness.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Encodes images as the bytes of a file, in memory. */
public final class EncodedImage {
    static {
        // Otherwise ImageIO writes every stream to a temporary file first.
        ImageIO.setUseCache(false);
    }

    private EncodedImage() {}

    /** A PNG file. */
    public static byte[] png(BufferedImage image) {
        return encoded(image, "png");
    }

    /** A JPEG file, in the usual quality of ImageIO. */
    public static byte[] jpeg(BufferedImage image) {
        return encoded(image, "jpg");
    }

    /**
     * A JPEG file.
     *
     * @param quality from 0 to 1
     */
    public static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("this Java platform writes no " + format + " of " + image);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return bytes.toByteArray();
    }

    private static IllegalStateException failed(IOException e) {
        return new IllegalStateException("writing an image into memory failed", e);
    }
}
