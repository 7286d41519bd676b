package dev.likeness.picture.decoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a WebP file (RFC 9649, sec. 2.3 to 2.7): its canvas, the first frame on it, and its colour profile. All sizes
 * are read and checked here, before a decoder sees the file.
 *
 * @param width of the canvas
 * @param height of the canvas
 * @param frame the picture of a still file, or the first of an animation
 * @param profile the data of the ICC profile; null where the file states none
 */
record WebpFile(
        int width, int height, Frame frame, @Nullable Span profile) {
    private static final int FILE_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int HAS_PROFILE = 0x20;

    /** A range of bytes of the file. */
    record Span(int from, int length) {
        int end() {
            return from + length;
        }
    }

    /**
     * A picture on the canvas.
     *
     * @param image the chunk VP8 or VP8L, with its header
     * @param alpha the chunk ALPH, with its header; null where the frame has none
     */
    record Frame(
            int left,
            int top,
            int width,
            int height,
            Span image,
            @Nullable Span alpha) {}

    /** @throws IOException if the file is malformed, or the frame does not lie within the canvas */
    static WebpFile of(byte[] file) throws IOException {
        return new Layout(file).read();
    }

    /**
     * A still file that holds nothing but the frame, for decoders that know no animations. Readers of such a file do not
     * meet any chunk that was not checked here.
     */
    byte[] still(byte[] file) {
        Span image = frame.image();
        Span alpha = frame.alpha();
        int extension = alpha == null ? 0 : CHUNK_HEADER + 10 + padded(alpha.length());
        ByteBuffer still = ByteBuffer.allocate(FILE_HEADER + extension + padded(image.length()))
                .order(ByteOrder.LITTLE_ENDIAN);
        still.put(file, 0, 4).putInt(still.capacity() - CHUNK_HEADER).put(file, 8, 4); // RIFF, its size, WEBP
        if (alpha != null) {
            int alphaFlag = 0x10;
            still.put(new byte[] {'V', 'P', '8', 'X'}).putInt(10).putInt(alphaFlag);
            putTriple(still, frame.width() - 1);
            putTriple(still, frame.height() - 1);
            still.put(file, alpha.from(), alpha.length());
            still.position(FILE_HEADER + extension);
        }
        return still.put(file, image.from(), image.length()).array();
    }

    /** Where the chunks of the frame lie, if they are adjacent; libwebp reads them without a file around them. */
    @Nullable
    Span adjacent() {
        Span image = frame.image();
        Span alpha = frame.alpha();
        if (alpha == null) {
            return image;
        }
        return alpha.from() + padded(alpha.length()) == image.from()
                ? new Span(alpha.from(), image.end() - alpha.from())
                : null;
    }

    private static int padded(int length) {
        return length + (length & 1);
    }

    private static void putTriple(ByteBuffer to, int value) {
        to.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    /** Reads the chunks in their order. Chunks of other kinds may stand between them, and bytes behind the last. */
    private static final class Layout {
        private final ByteBuffer bytes;
        private final int end;
        private int canvasWidth;
        private int canvasHeight;
        private boolean statesProfile;
        private @Nullable Span profile;
        private @Nullable Span alpha;
        private @Nullable Frame frame;

        Layout(byte[] file) {
            bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            long stated = file.length < FILE_HEADER ? 0 : CHUNK_HEADER + (bytes.getInt(4) & 0xffffffffL);
            end = (int) Math.min(file.length, stated);
        }

        WebpFile read() throws IOException {
            read(FILE_HEADER, end);
            if (frame == null) {
                throw new IOException("it holds no picture");
            }
            int width = canvasWidth == 0 ? frame.width() : canvasWidth;
            int height = canvasHeight == 0 ? frame.height() : canvasHeight;
            return new WebpFile(width, height, frame, statesProfile ? profile : null);
        }

        private void read(int from, int to) throws IOException {
            for (long at = from; at + CHUNK_HEADER <= to; ) {
                int chunk = (int) at;
                long length = bytes.getInt(chunk + 4) & 0xffffffffL;
                if (at + CHUNK_HEADER + length > to) {
                    if (frame == null) {
                        throw new IOException("it ends within its data");
                    }
                    return; // what follows the picture may be anything
                }
                take(PictureFormat.text(bytes.array(), chunk, 4), new Span(chunk, CHUNK_HEADER + (int) length));
                at += CHUNK_HEADER + length + (length & 1);
            }
        }

        private void take(String kind, Span chunk) throws IOException {
            int data = chunk.from() + CHUNK_HEADER;
            int length = chunk.length() - CHUNK_HEADER;
            switch (kind) {
                case "VP8X" -> {
                    if (length >= 10 && canvasWidth == 0 && frame == null) {
                        statesProfile = (bytes.get(data) & HAS_PROFILE) != 0;
                        canvasWidth = 1 + triple(data + 4);
                        canvasHeight = 1 + triple(data + 7);
                    }
                }
                case "ICCP" -> profile = profile == null ? new Span(data, length) : profile;
                case "ALPH" -> alpha = frame == null ? chunk : alpha;
                case "VP8 ", "VP8L" -> {
                    if (frame == null) {
                        frame = still(chunk, kind.equals("VP8L"));
                    }
                }
                case "ANMF" -> {
                    if (frame == null) {
                        frame = animated(data, chunk.end());
                    }
                }
                default -> {}
            }
        }

        private Frame still(Span image, boolean lossless) throws IOException {
            Frame still = picture(image, lossless);
            if (canvasWidth != 0 && (still.width() != canvasWidth || still.height() != canvasHeight)) {
                throw new IOException("it says it is " + canvasWidth + "x" + canvasHeight
                        + " pixels and holds a frame of " + still.width() + "x" + still.height());
            }
            return still;
        }

        /** The size of a picture by its own header: RFC 6386, sec. 9.1, or RFC 9649, sec. 3.4. */
        private Frame picture(Span image, boolean lossless) throws IOException {
            int data = image.from() + CHUNK_HEADER;
            int length = image.length() - CHUNK_HEADER;
            int most = 0x3fff;
            if (length < (lossless ? 5 : 10)) {
                throw new IOException("it ends within its data");
            }
            int sizes = bytes.getInt(data + (lossless ? 1 : 6));
            int width = lossless ? (sizes & most) + 1 : sizes & most;
            int height = lossless ? (sizes >>> 14 & most) + 1 : sizes >>> 16 & most;
            return new Frame(0, 0, width, height, image, lossless ? null : alpha); // VP8L has its own
        }

        /** The frame of an animation: its place and size, then chunks as in a still file. */
        private Frame animated(int data, int to) throws IOException {
            int header = 16;
            if (canvasWidth == 0 || to - data < header) {
                throw new IOException("it is an animation without a canvas");
            }
            int left = 2 * triple(data);
            int top = 2 * triple(data + 3);
            int width = 1 + triple(data + 6);
            int height = 1 + triple(data + 9);
            if (left + width > canvasWidth || top + height > canvasHeight) {
                throw new IOException("its first frame, " + width + "x" + height + " pixels at " + left + "," + top
                        + ", does not lie within its canvas of " + canvasWidth + "x" + canvasHeight);
            }
            Frame picture = firstPicture(data + header, to);
            if (picture.width() != width || picture.height() != height) {
                throw new IOException("it says its first frame is " + width + "x" + height
                        + " pixels and holds a frame of " + picture.width() + "x" + picture.height());
            }
            return new Frame(left, top, width, height, picture.image(), picture.alpha());
        }

        private Frame firstPicture(int from, int to) throws IOException {
            alpha = null;
            for (long at = from; at + CHUNK_HEADER <= to; ) {
                int chunk = (int) at;
                long length = bytes.getInt(chunk + 4) & 0xffffffffL;
                if (at + CHUNK_HEADER + length > to) {
                    throw new IOException("it ends within its data");
                }
                Span span = new Span(chunk, CHUNK_HEADER + (int) length);
                String kind = PictureFormat.text(bytes.array(), chunk, 4);
                if (kind.equals("ALPH")) {
                    alpha = span;
                } else if (kind.equals("VP8 ") || kind.equals("VP8L")) {
                    return picture(span, kind.equals("VP8L"));
                }
                at += CHUNK_HEADER + length + (length & 1);
            }
            throw new IOException("its first frame holds no picture");
        }

        private int triple(int at) {
            return (bytes.get(at) & 0xff) | (bytes.get(at + 1) & 0xff) << 8 | (bytes.get(at + 2) & 0xff) << 16;
        }
    }
}
