package dev.likeness.picture.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;

/** Encoded pictures for tests, and looking at single pixels. */
final class TestPictures {
    private TestPictures() {}

    static int[] pixel(Picture picture, int x, int y) {
        int at = 3 * (y * picture.width() + x);
        return new int[] {picture.rgb()[at] & 0xff, picture.rgb()[at + 1] & 0xff, picture.rgb()[at + 2] & 0xff};
    }

    static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).as("writes %s", format).isTrue();
        return out.toByteArray();
    }

    static byte[] resource(String name) {
        try (InputStream in = TestPictures.class.getResourceAsStream(name)) {
            assertThat(in).as("the resource %s", name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
