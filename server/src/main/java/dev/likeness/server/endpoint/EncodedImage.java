package dev.likeness.server.endpoint;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Images as bytes. */
final class EncodedImage {
    static {
        // Otherwise ImageIO writes every stream to a temporary file first.
        ImageIO.setUseCache(false);
    }

    private EncodedImage() {}

    static byte[] png(BufferedImage image) {
        return encoded(image, "png");
    }

    static byte[] jpeg(BufferedImage image) {
        return encoded(image, "jpg");
    }

    private static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("this Java platform writes no " + format + " of " + image);
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing an image into memory failed", e);
        }
        return bytes.toByteArray();
    }
}
