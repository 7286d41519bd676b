package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The pixels of a PNG file (PNG 1.2, sec. 6 to 8), row by row into sRGB bytes: no more than the picture is ever in memory, and
 * unlike the JDK's reader it holds the data against their checksum.
 */
final class PngPixels {
    private static final int[] FIRST_COLUMN = {0, 4, 0, 2, 0, 1, 0};
    private static final int[] FIRST_ROW = {0, 0, 4, 0, 2, 0, 1};
    private static final int[] COLUMN_STEP = {8, 8, 4, 4, 2, 2, 1};
    private static final int[] ROW_STEP = {8, 8, 8, 4, 4, 2, 2};
    private static final int PALETTE = 3;

    private final PngChunks file;
    private final Deadline deadline;
    private final int width;
    private final int height;
    private final int depth;
    private final int bands;
    private final byte[] rgb;
    private final PngRows rows;
    private final Inflater inflater = new Inflater();
    private final Iterator<ByteBuffer> compressed;

    private PngPixels(PngChunks file, Deadline deadline) throws IOException {
        this.file = file;
        this.deadline = deadline;
        this.width = file.width();
        this.height = file.height();
        this.depth = file.depth();
        this.bands = bands(file);
        this.rgb = new byte[3 * width * height];
        this.rows = PngRows.of(file);
        this.compressed = file.pixels().iterator();
    }

    /** Decodes a picture whose size was held against the limits. */
    static Pixels read(PngChunks file, Deadline deadline) throws IOException {
        PngPixels pixels = new PngPixels(file, deadline);
        try {
            pixels.readAll();
            return new Pixels(pixels.width, pixels.height, pixels.rgb);
        } catch (DataFormatException e) {
            throw new IOException("its compressed pixels are wrong: " + e.getMessage(), e);
        } finally {
            pixels.inflater.end();
        }
    }

    private static int bands(PngChunks file) throws IOException {
        int depth = file.depth();
        boolean allowed = switch (file.colour()) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!allowed || !file.hasKnownMethods() || file.interlace() > 1) {
            throw new IOException("its header states colour type " + file.colour() + " with " + depth
                    + " bits, which PNG does not have");
        }
        if (file.colour() == PALETTE && file.palette() == null) {
            throw new IOException("its palette is not there");
        }
        return switch (file.colour()) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private void readAll() throws IOException, DataFormatException {
        if (file.interlace() == 0) {
            for (Lines lines = new Lines(width); lines.number < height; lines.number++) {
                rows.convert(next(lines), width, rgb, 3 * width * lines.number);
            }
        } else {
            for (int pass = 0; pass < 7; pass++) {
                pass(pass);
            }
        }
        finish();
    }

    private void pass(int pass) throws IOException, DataFormatException {
        int step = COLUMN_STEP[pass];
        int across = (width - FIRST_COLUMN[pass] + step - 1) / step;
        if (across == 0) {
            return;
        }
        Lines lines = new Lines(across);
        byte[] line = new byte[3 * across];
        for (int y = FIRST_ROW[pass]; y < height; y += ROW_STEP[pass]) {
            rows.convert(next(lines), across, line, 0);
            lines.number++;
            int at = 3 * (y * width + FIRST_COLUMN[pass]);
            for (int i = 0; i < line.length; i += 3, at += 3 * step) {
                rgb[at] = line[i];
                rgb[at + 1] = line[i + 1];
                rgb[at + 2] = line[i + 2];
            }
        }
    }

    /** The filtered bytes of the current line and the one above, each behind as many zeros as a pixel has bytes. */
    private final class Lines {
        private final int step = Math.max(1, bands * depth / 8);
        private byte[] current;
        private byte[] above;
        private int number;

        Lines(int across) {
            long bytes = ((long) across * bands * depth + 7) / 8;
            this.current = new byte[step + (int) bytes];
            this.above = new byte[step + (int) bytes];
        }

        /** Undoes a filter (sec. 6). */
        byte[] restore(int filter) throws IOException {
            byte[] c = current;
            byte[] a = above;
            switch (filter) {
                case 0 -> {}
                case 1 -> {
                    for (int i = step; i < c.length; i++) {
                        c[i] += c[i - step];
                    }
                }
                case 2 -> {
                    for (int i = step; i < c.length; i++) {
                        c[i] += a[i];
                    }
                }
                case 3 -> {
                    for (int i = step; i < c.length; i++) {
                        c[i] += (byte) (((c[i - step] & 0xff) + (a[i] & 0xff)) / 2);
                    }
                }
                case 4 -> {
                    for (int i = step; i < c.length; i++) {
                        c[i] += (byte) paeth(c[i - step] & 0xff, a[i] & 0xff, a[i - step] & 0xff);
                    }
                }
                default -> throw new IOException("row " + number + " has a filter that PNG does not have, " + filter);
            }
            return c;
        }

        void swap() {
            byte[] last = current;
            current = above;
            above = last;
        }
    }

    private static int paeth(int left, int above, int corner) {
        int fromLeft = Math.abs(above - corner);
        int fromAbove = Math.abs(left - corner);
        int fromCorner = Math.abs(left + above - 2 * corner);
        return fromLeft <= fromAbove && fromLeft <= fromCorner ? left : fromAbove <= fromCorner ? above : corner;
    }

    private PngRows.Line next(Lines lines) throws IOException, DataFormatException {
        if (deadline.passed()) {
            throw new IOException("the time for this picture is over");
        }
        lines.swap();
        byte[] filter = new byte[1];
        inflate(filter, 0);
        inflate(lines.current, lines.step);
        return new PngRows.Line(lines.restore(filter[0]), lines.step);
    }

    private void inflate(byte[] into, int from) throws IOException, DataFormatException {
        int at = from;
        while (at < into.length) {
            int more = inflater.inflate(into, at, into.length - at);
            at += more;
            if (more == 0) {
                if (inflater.finished() || inflater.needsDictionary() || !feed()) {
                    throw new EOFException("its pixels end early");
                }
            }
        }
    }

    private boolean feed() {
        if (inflater.needsInput() && compressed.hasNext()) {
            inflater.setInput(compressed.next());
            return true;
        }
        return false;
    }

    /** Reads on to the checksum behind the pixels, which the inflater checks. More pixels than were promised do no harm. */
    private void finish() throws IOException, DataFormatException {
        byte[] more = new byte[1 << 10];
        int beyond = 0;
        while (!inflater.finished() && beyond < 1 << 20) {
            int read = inflater.inflate(more);
            beyond += read;
            if (read == 0 && !inflater.finished() && !feed()) {
                throw new EOFException("its pixels end before their checksum");
            }
        }
    }
}
