package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.UserPath;
import dev.likeness.picture.reader.PictureReader;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes bytes to {@link Pixels}: detects the format by the first bytes, checks the size before it decodes the pixels,
 * converts them to sRGB on white, and rotates them to upright.
 */
public final class PictureDecoder {
    private PictureDecoder() {}

    /** The smallest side that no picture is reduced to. */
    public static final int FULL = Integer.MAX_VALUE;

    public static Pixels read(Path file, DecodingLimits limits) {
        return readAtLeast(file, FULL, limits);
    }

    /**
     * Decodes a picture, possibly reduced.
     *
     * @param side the size in pixels that both sides have at least if the picture is reduced
     */
    public static Pixels readAtLeast(Path file, int side, DecodingLimits limits) {
        return decodeAtLeast(bytesOf(file, limits), side, UserPath.text(file), limits);
    }

    public static Pixels read(InputStream encoded, DecodingLimits limits) {
        try {
            String name = "the given stream";
            return decode(BoundedRead.all(encoded, limits.bytes(), () -> tooLarge(name, limits)), name, limits);
        } catch (IOException e) {
            throw new InputException("the picture's stream failed: " + DecodingFaults.reason(e) + "; open it again", e);
        }
    }

    /** Whether a file that begins like this is of a known format. */
    public static boolean isKnown(byte[] head) {
        return PictureFormat.of(head) != null || ProvidedFormats.of(head) != null;
    }

    public static Pixels flatten(BufferedImage image) {
        return Flattening.of(image);
    }

    private static byte[] bytesOf(Path file, DecodingLimits limits) {
        String name = UserPath.text(file);
        if (Files.isDirectory(file)) {
            throw new InputException(name + ": this is a folder, not a picture; choose one picture file ("
                    + ProvidedFormats.list() + ")");
        }
        if (!Files.exists(file)) {
            throw new InputException(name + ": there is no such file; check the path"
                    + (Files.isSymbolicLink(file) ? " (it is a link to a missing file)" : ""));
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    name + ": this is a device or a pipe, not a file; save the picture to a file first");
        }
        try (InputStream in = Files.newInputStream(file)) {
            requireBytes(Files.size(file), name, limits);
            return BoundedRead.all(in, limits.bytes(), () -> tooLarge(name, limits)); // the file may grow meanwhile
        } catch (AccessDeniedException e) {
            throw new InputException(name + ": this user may not read the file; allow reading it", e);
        } catch (IOException e) {
            throw new InputException(
                    name + ": cannot be read (" + DecodingFaults.reason(e) + "); check the disk and the path", e);
        }
    }

    private static void requireBytes(long bytes, String what, DecodingLimits limits) {
        if (bytes > limits.bytes()) {
            throw tooLarge(what, limits);
        }
    }

    private static InputException tooLarge(String what, DecodingLimits limits) {
        return new InputException(
                what + ": has more than " + limits.bytes() + " bytes, the limit for a picture file; save it smaller");
    }

    /**
     * Decodes a picture.
     *
     * @param what the name of the bytes in errors, mostly a path
     */
    public static Pixels decode(byte[] encoded, String what, DecodingLimits limits) {
        return decodeAtLeast(encoded, FULL, what, limits);
    }

    /**
     * Decodes a picture, possibly reduced.
     *
     * @param side the size in pixels that both sides have at least if the picture is reduced
     * @param what the name of the bytes in errors, mostly a path
     */
    public static Pixels decodeAtLeast(byte[] encoded, int side, String what, DecodingLimits limits) {
        requireBytes(encoded.length, what, limits);
        if (encoded.length == 0) {
            throw new InputException(what + ": the file is empty (0 bytes); a picture is expected ("
                    + ProvidedFormats.list() + "); copy it again from its source");
        }
        PictureFormat format = PictureFormat.of(encoded);
        if (format == null) {
            return byOtherJar(encoded, what, limits);
        }
        byte[] file = switch (format) {
            case JPEG -> JpegColours.agreed(encoded);
            case GIF -> GifCanvas.withoutPadding(encoded);
            default -> encoded;
        };
        Work work = new Work(file, format, what, limits, side);
        if (Truncation.endsEarly(encoded, format)) {
            throw new InputException(work.faults().endedEarly());
        }
        return Deadline.within(
                limits.time(),
                what,
                deadline -> Orientation.upright(work.pixels(deadline), Orientation.of(encoded, format)));
    }

    private static Pixels byOtherJar(byte[] encoded, String what, DecodingLimits limits) {
        PictureReader reader = ProvidedFormats.of(encoded);
        if (reader == null) {
            throw new InputException(
                    what + ": this is " + UnsupportedFormat.of(encoded) + "; supported are " + ProvidedFormats.list());
        }
        DecodingFaults faults =
                new DecodingFaults(what, reader.label(), encoded.length, e -> e instanceof EOFException);
        ProvidedDecoding decoding = new ProvidedDecoding(reader, what, limits);
        return Deadline.within(
                limits.time(), what, deadline -> faults.guarded(() -> decoding.picture(encoded, deadline)));
    }

    /** One picture to be decoded. */
    @SuppressWarnings("ArrayRecordComponent") // used in this file only, never compared
    private record Work(byte[] encoded, PictureFormat format, String what, DecodingLimits limits, int side) {
        DecodingFaults faults() {
            return new DecodingFaults(
                    what, format.label, encoded.length, e -> Truncation.isCauseOf(e, encoded, format));
        }

        Pixels pixels(Deadline deadline) {
            if (format == PictureFormat.PNG) {
                return faults().guarded(() -> ofPng(deadline));
            }
            if (format == PictureFormat.PNM) {
                return faults().guarded(() -> ofPnm(deadline));
            }
            if (format == PictureFormat.WEBP) {
                return faults().guarded(() ->
                        WebpDecoding.of(encoded, what, limits).picture(() -> ImageReaders.of(format), deadline));
            }
            if (format == PictureFormat.JPEG && side != FULL) {
                return faults().guarded(() -> reducedOrFull(deadline));
            }
            return faults().guarded(() -> byReader(deadline));
        }

        private Pixels reducedOrFull(Deadline deadline) throws IOException {
            BaselineJpeg file = BaselineJpeg.of(encoded);
            if (file == null) {
                return byReader(deadline);
            }
            limits.require(file.width(), file.height(), what);
            Pixels reduced = ReducedJpeg.read(encoded, file, side, deadline);
            return reduced == null ? byReader(deadline) : reduced;
        }

        private Pixels byReader(Deadline deadline) throws IOException {
            boolean wide = format == PictureFormat.JPEG && JpegTables.areWide(encoded);
            ImageReader reader = wide ? ImageReaders.ofJdk(format) : ImageReaders.of(format);
            try {
                return by(reader, deadline);
            } finally {
                reader.dispose();
            }
        }

        private Pixels by(ImageReader reader, Deadline deadline) throws IOException {
            try (ImageInputStream input = new EncodedInput(corrected(), deadline)) {
                reader.setInput(input, true, true);
                return pixels(reader, deadline);
            }
        }

        /** The file, or a copy that the reader takes as it is meant. */
        private byte[] corrected() throws IOException {
            return switch (format) {
                case BMP -> BmpHeader.corrected(BmpRuns.expanded(encoded, this::requireSize));
                case GIF -> GifTransparency.valid(encoded);
                case JPEG -> ProfileSize.correctedInJpeg(encoded);
                case TIFF -> TiffOpacity.corrected(ProfileSize.correctedInTiff(encoded));
                default -> encoded;
            };
        }

        private void requireSize(int width, int height) {
            limits.require(width, height, what);
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

        private Pixels pixels(ImageReader reader, Deadline deadline) throws IOException {
            DataLoss loss = DataLoss.of(reader, encoded);
            Pixels picture = format == PictureFormat.TIFF
                    ? TiffPixels.read(reader, encoded, this::requireSize, deadline)
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
                JpegType.requireRead(encoded);
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
            if (format == PictureFormat.JPEG && InkJpeg.isIn(encoded)) {
                return InkJpeg.read(reader, encoded);
            }
            return format == PictureFormat.JPEG && HalfHeightChroma.isIn(encoded)
                    ? HalfHeightChroma.read(reader, encoded)
                    : Flattening.taken(reader.read(0));
        }
    }
}
