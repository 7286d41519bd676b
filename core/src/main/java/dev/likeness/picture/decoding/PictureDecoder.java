package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.UserPath;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * From encoded bytes to a {@link Pixels}: the format by its first bytes, the size before the pixels, then sRGB on white,
 * then upright.
 */
public final class PictureDecoder {
    static {
        // Without this ImageIO writes every stream to a temporary file first.
        ImageIO.setUseCache(false);
    }

    private PictureDecoder() {}

    public static Pixels read(Path file, DecodingLimits limits) {
        return decode(bytesOf(file, limits), UserPath.text(file), limits);
    }

    public static Pixels read(InputStream encoded, DecodingLimits limits) {
        try {
            String name = "the given stream";
            return decode(BoundedRead.all(encoded, limits.bytes(), () -> tooLarge(name, limits)), name, limits);
        } catch (IOException e) {
            throw new InputException("the picture's stream broke off: " + reason(e) + "; open it again", e);
        }
    }

    public static Pixels flatten(BufferedImage image) {
        return Flattening.of(image);
    }

    private static byte[] bytesOf(Path file, DecodingLimits limits) {
        String name = UserPath.text(file);
        if (Files.isDirectory(file)) {
            throw new InputException(
                    name + ": this is a folder, not a picture; name one picture file (" + PictureFormat.ALL + ")");
        }
        if (!Files.exists(file)) {
            throw new InputException(name + ": there is no such file; check the path"
                    + (Files.isSymbolicLink(file) ? " (it is a link to something that is not there)" : ""));
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    name + ": this is a device or a pipe, not a file; save the picture to a file first");
        }
        try (InputStream in = Files.newInputStream(file)) {
            requireBytes(Files.size(file), name, limits);
            return BoundedRead.all(in, limits.bytes(), () -> tooLarge(name, limits)); // it may grow meanwhile
        } catch (AccessDeniedException e) {
            throw new InputException(name + ": may not be read by this user; allow reading it", e);
        } catch (IOException e) {
            throw new InputException(name + ": cannot be read (" + reason(e) + "); check the disk and the path", e);
        }
    }

    private static void requireBytes(long bytes, String what, DecodingLimits limits) {
        if (bytes > limits.bytes()) {
            throw tooLarge(what, limits);
        }
    }

    private static InputException tooLarge(String what, DecodingLimits limits) {
        return new InputException(what + ": has more than " + limits.bytes()
                + " bytes, the most that a picture may have; save it smaller");
    }

    /**
     * Decodes a picture.
     *
     * @param what names the bytes in error messages: a path, mostly
     */
    public static Pixels decode(byte[] encoded, String what, DecodingLimits limits) {
        requireBytes(encoded.length, what, limits);
        if (encoded.length == 0) {
            throw new InputException(what + ": the file is empty (0 bytes); a picture is expected (" + PictureFormat.ALL
                    + "); copy it again from its source");
        }
        PictureFormat format = PictureFormat.of(encoded);
        if (format == null) {
            throw new InputException(
                    what + ": this is " + UnreadFormat.of(encoded) + "; read are " + PictureFormat.ALL);
        }
        if (Truncation.endsEarly(encoded, format)) {
            throw endsEarly(what, format, encoded, null);
        }
        byte[] file = format == PictureFormat.JPEG ? JpegColours.agreed(encoded) : encoded;
        Work work = new Work(file, format, what, limits);
        return Deadline.within(
                limits.time(),
                what,
                deadline -> Orientation.upright(work.pixels(deadline), Orientation.of(encoded, format)));
    }

    /** One picture to be decoded. */
    @SuppressWarnings("ArrayRecordComponent") // of this file only, and never compared
    private record Work(byte[] encoded, PictureFormat format, String what, DecodingLimits limits) {
        Pixels pixels(Deadline deadline) {
            if (format == PictureFormat.PNG) {
                return guarded(() -> ofPng(deadline));
            }
            if (format == PictureFormat.PNM) {
                return guarded(() -> ofPnm(deadline));
            }
            if (format == PictureFormat.WEBP) {
                return guarded(() -> WebpDecoding.of(encoded, what, limits).picture(() -> readerOf(format), deadline));
            }
            ImageReader reader = readerOf(format);
            try {
                return guarded(() -> by(reader, deadline));
            } finally {
                reader.dispose();
            }
        }

        private Pixels by(ImageReader reader, Deadline deadline) throws IOException {
            byte[] file = format == PictureFormat.BMP ? BmpMasks.complete(encoded) : encoded;
            try (ImageInputStream input = new EncodedInput(file, deadline)) {
                reader.setInput(input, true, true);
                return pixels(reader);
            }
        }

        private Pixels ofPng(Deadline deadline) throws IOException {
            PngChunks chunks = new PngChunks(encoded);
            limits.require(chunks.width(), chunks.height(), what);
            return PngPixels.read(chunks, deadline);
        }

        private Pixels ofPnm(Deadline deadline) throws IOException {
            PnmHeader header = PnmHeader.of(encoded);
            limits.require(header.width(), header.height(), what);
            return PnmPixels.read(encoded, header, deadline);
        }

        /** What decodes a picture. */
        private interface Decoding {
            Pixels picture() throws IOException;
        }

        private Pixels guarded(Decoding decoding) {
            try {
                return decoding.picture();
            } catch (InputException e) {
                throw e;
            } catch (UnreadKindException e) {
                throw unread(reason(e), e);
            } catch (IOException | RuntimeException e) {
                if (isRareKind(reason(e))) {
                    throw unread("a " + format.label + " picture of a rare kind (" + reason(e) + ")", e);
                }
                if (Truncation.isCauseOf(e, encoded, format)) {
                    throw endsEarly(what, format, encoded, e);
                }
                // The readers answer malformed bytes with whatever exception their arithmetic ran into.
                throw damaged(reason(e), e);
            } catch (StackOverflowError e) {
                throw damaged("it nests too deeply", e);
            } catch (OutOfMemoryError e) {
                throw new InputException(
                        what + ": decoding this " + format.label + " file takes more memory than Java may use ("
                                + (Runtime.getRuntime().maxMemory() >> 20)
                                + " MB); save it smaller, or give Java more, such as with LIKENESS_JAVA_OPTS=-Xmx4g",
                        e);
            }
        }

        /** Kinds of JPEG are told by the header; a strange marker behind it is damage, as is a strange code of fax. */
        private static boolean isRareKind(String reason) {
            return reason.matches("(Unsupported|Unknown) .*|.* not supported\\b.*")
                    && !reason.matches("Unsupported (marker type|JPEG process: SOF type) 0x.*|Unknown code in .*");
        }

        private Pixels pixels(ImageReader reader) throws IOException {
            DataLoss loss = DataLoss.of(reader, encoded);
            Pixels picture = format == PictureFormat.TIFF
                    ? TiffPixels.read(reader, encoded, (width, height) -> limits.require(width, height, what))
                    : ofFirstFrame(reader);
            loss.requireNone();
            if (format == PictureFormat.JPEG) {
                requireScans();
            }
            return picture;
        }

        private void requireScans() throws IOException {
            if (JpegScans.isIncomplete(encoded)) {
                throw new EOFException("scans are missing");
            }
            String lost = JpegRestarts.lost(encoded);
            if (lost != null) {
                throw new IOException(lost);
            }
        }

        private Pixels ofFirstFrame(ImageReader reader) throws IOException {
            if (format == PictureFormat.JPEG) {
                JpegKind.requireRead(encoded);
            }
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            limits.require(width, height, what);
            if (format == PictureFormat.GIF) {
                GifCanvas canvas = GifCanvas.of(encoded, width, height);
                limits.require(canvas.width(), canvas.height(), what);
                int descriptor = GifCanvas.descriptor(encoded);
                if (descriptor >= 0) {
                    GifData.requirePixels(encoded, descriptor, (long) width * height);
                }
                return canvas.lay(Flattening.of(reader.read(0)));
            }
            return format == PictureFormat.JPEG && HalfHeightChroma.isIn(encoded)
                    ? HalfHeightChroma.read(reader, encoded)
                    : Flattening.taken(reader.read(0));
        }

        private InputException unread(String kind, Throwable cause) {
            return new InputException(
                    what + ": this is " + kind
                            + ", which is not read; save it as an ordinary PNG or JPEG with an image program",
                    cause);
        }

        private InputException damaged(String reason, Throwable cause) {
            return new InputException(
                    what + ": the " + format.label + " file is damaged (" + reason
                            + "); open and save it again with an image program, or copy it again from its source",
                    cause);
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
