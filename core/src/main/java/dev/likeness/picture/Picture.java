package dev.likeness.picture;

import dev.likeness.error.InputException;
import dev.likeness.picture.decoding.PictureDecoder;
import dev.likeness.picture.decoding.Pixels;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A picture in memory: {@code [H,W,3]} unsigned bytes, sRGB, row by row, upright.
 *
 * <p>Plain heap data, immutable by convention: {@link #rgb()} is not a copy, so do not write to it.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb {@code height * width * 3} bytes, each 0 to 255 as an unsigned value
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are large; a copy per access would cost too much
public record Picture(int width, int height, byte[] rgb) {
    public Picture {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " needs " + 3L * width * height
                    + " bytes (3 for each pixel), not " + rgb.length);
        }
    }

    /**
     * Reads and decodes a picture file. The EXIF orientation is applied, transparency is blended with white, and the
     * file's colour profile is converted to sRGB. Of several frames it returns the first.
     *
     * <p>A picture past {@link PictureLimits#current()} is refused before it is decoded.
     *
     * @throws InputException if the file is absent, a folder, or not a valid picture
     */
    public static Picture read(Path file) {
        return read(file, PictureLimits.current());
    }

    /**
     * Reads and decodes a picture file, with the given limits.
     *
     * @throws InputException if the file is absent, a folder, not a valid picture, or past the limits
     */
    public static Picture read(Path file, PictureLimits limits) {
        try {
            return of(PictureDecoder.read(file, limits));
        } catch (InputException e) {
            throw Refusals.logged(e);
        }
    }

    /**
     * Reads a picture of which only a small version is needed. Large JPEG files are decoded at a quarter or an eighth of
     * their width and height, several times faster; each pixel is the mean of the pixels that it replaces. All other files
     * are read as by {@link #read(Path)}, and the same files are refused.
     *
     * @param side the size in pixels that both sides of a reduced picture have at least; {@link Integer#MAX_VALUE} reduces
     *     nothing. Three times the size that the picture is resized to keeps every grey level to within a few units.
     * @throws InputException if the file is absent, a folder, or not a valid picture
     * @throws IllegalArgumentException if the side is not positive
     */
    public static Picture readAtLeast(Path file, int side) {
        if (side < 1) {
            throw new IllegalArgumentException("a picture has at least 1 pixel in each direction, not " + side);
        }
        try {
            return of(PictureDecoder.readAtLeast(file, side, PictureLimits.current()));
        } catch (InputException e) {
            throw Refusals.logged(e);
        }
    }

    /**
     * Decodes a picture from bytes.
     *
     * @throws InputException if the bytes are not a valid picture
     */
    public static Picture read(byte[] encoded) {
        return read(encoded, "the given bytes", PictureLimits.current());
    }

    /**
     * Decodes a picture from bytes that have a name, such as an entry of an archive.
     *
     * @param name the name of the bytes in errors
     * @throws InputException if the bytes are not a valid picture
     */
    public static Picture read(byte[] encoded, String name) {
        return read(encoded, name, PictureLimits.current());
    }

    /**
     * Decodes a picture from bytes that have a name, with the given limits.
     *
     * @param name the name of the bytes in errors
     * @throws InputException if the bytes are not a valid picture, or past the limits
     */
    public static Picture read(byte[] encoded, String name, PictureLimits limits) {
        try {
            return of(PictureDecoder.decode(encoded, name, limits));
        } catch (InputException e) {
            throw Refusals.logged(e);
        }
    }

    /**
     * Decodes a picture from a stream. The stream is read to its end and not closed.
     *
     * @throws InputException if the stream fails or is not a valid picture
     */
    public static Picture read(InputStream encoded) {
        try {
            return of(PictureDecoder.read(encoded, PictureLimits.current()));
        } catch (InputException e) {
            throw Refusals.logged(e);
        }
    }

    /** A copy of an image, with transparency blended with white. */
    public static Picture of(BufferedImage image) {
        return of(PictureDecoder.flatten(image));
    }

    private static Picture of(Pixels pixels) {
        return new Picture(pixels.width(), pixels.height(), pixels.rgb());
    }

    /** A separate class, so that programs whose pictures are all valid never load the logger for them. */
    private static final class Refusals {
        private static final Logger LOG = LoggerFactory.getLogger(Picture.class);

        static InputException logged(InputException refused) {
            LOG.debug("refused a picture: {}", refused.getMessage());
            return refused;
        }
    }

    /** Whether each pixel has the same red, green and blue. */
    public boolean isGrey() {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }

    /** A copy as an image of type {@link BufferedImage#TYPE_INT_RGB}, for drawing and writing. */
    public BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                row[x] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }
}
