package dev.likeness.picture;

import dev.likeness.error.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * From encoded bytes to a {@link Picture}: the format by its first bytes, the size before the pixels, then sRGB on white,
 * then upright.
 */
final class PictureDecoder {
    /** The largest side and the most pixels that are decoded: 300 MB in memory. */
    static final int MAX_SIDE = 30_000;

    static final long MAX_PIXELS = 100_000_000;

    /** The largest encoded file: far above any picture of 100 megapixels, far below what fits an array. */
    static final long MAX_BYTES = 1L << 30;

    static {
        // Without this ImageIO writes every stream to a temporary file first.
        ImageIO.setUseCache(false);
    }

    private PictureDecoder() {}

    static Picture read(Path file) {
        return decode(bytesOf(file), file.toString());
    }

    static Picture read(InputStream encoded) {
        try {
            return decode(encoded.readAllBytes(), "the given stream");
        } catch (IOException e) {
            throw new InputException("the picture's stream broke off: " + reason(e) + "; open it again", e);
        }
    }

    static Picture flatten(BufferedImage image) {
        return Flattening.of(image);
    }

    private static byte[] bytesOf(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(
                    file + ": this is a folder, not a picture; name one picture file (" + PictureFormat.ALL + ")");
        }
        if (!Files.exists(file)) {
            throw new InputException(file + ": there is no such file; check the path");
        }
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new InputException(file + ": the file has " + size + " bytes; a picture may have at most "
                        + MAX_BYTES + "; save it smaller");
            }
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new InputException(file + ": may not be read by this user; allow reading it", e);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + reason(e) + "); check the disk and the path", e);
        }
    }

    /**
     * Decodes a picture.
     *
     * @param what names the bytes in error messages: a path, mostly
     */
    static Picture decode(byte[] encoded, String what) {
        if (encoded.length == 0) {
            throw new InputException(what + ": the file is empty (0 bytes); a picture is expected (" + PictureFormat.ALL
                    + "); copy it again from its source");
        }
        PictureFormat format = PictureFormat.of(encoded);
        if (format == null) {
            byte[] head = Arrays.copyOf(encoded, Math.min(encoded.length, PictureFormat.MAGIC_BYTES));
            throw new InputException(what + ": this is " + PictureFormat.describe(head) + ", which is not read; "
                    + PictureFormat.ALL + " are; convert it to PNG or JPEG");
        }
        if (Truncation.endsEarly(encoded, format)) {
            throw endsEarly(what, format, encoded, null);
        }
        return Orientation.upright(pixels(encoded, format, what), Orientation.of(encoded, format));
    }

    private static Picture pixels(byte[] encoded, PictureFormat format, String what) {
        ImageReader reader = readerOf(format);
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(input, true, true);
            checkSize(reader.getWidth(0), reader.getHeight(0), what);
            return Flattening.of(reader.read(0));
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (Truncation.isCauseOf(e, encoded, format)) {
                throw endsEarly(what, format, encoded, e);
            }
            // The readers answer malformed bytes with whatever exception their arithmetic ran into.
            throw new InputException(
                    what + ": the " + format.label + " file is damaged (" + reason(e)
                            + "); open and save it again with an image program, or copy it again from its source",
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader readerOf(PictureFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.label);
        ImageReader chosen = null;
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            // TwelveMonkeys' readers know CMYK, broken profiles and odd headers that the JDK's do not.
            if (chosen == null || reader.getClass().getName().startsWith("com.twelvemonkeys.")) {
                chosen = reader;
            }
        }
        if (chosen == null) {
            throw new IllegalStateException(
                    "no reader for " + format.label
                            + " is on the class path: add com.twelvemonkeys.imageio's readers as the module core declares them");
        }
        return chosen;
    }

    private static void checkSize(int width, int height, String what) {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new InputException(what + ": the picture says it is " + width + "x" + height
                    + " pixels; at most 100 megapixels and 30000 on a side are decoded; save it smaller");
        }
    }

    private static InputException endsEarly(
            String what, PictureFormat format, byte[] encoded, @Nullable Throwable cause) {
        String message = what + ": the " + format.label + " file ends early, after " + encoded.length
                + " bytes; copy it again from its source";
        return cause == null ? new InputException(message) : new InputException(message, cause);
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
