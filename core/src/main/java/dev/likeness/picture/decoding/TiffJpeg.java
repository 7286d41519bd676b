package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * JPEG data in TIFF files: as strips or tiles that share tables (TIFF Technical Note 2), or as one stream (TIFF 6.0, sec. 22).
 * The reader passes on few of the warnings of its JPEG decoder, so lost pixels are found here.
 */
final class TiffJpeg {
    private static final int OLD = 6;
    private static final int NEW = 7;
    private static final int TABLES = 347;
    private static final int MAX_TABLE_BYTES = 1 << 16;
    private static final int STREAM = 513;
    private static final int STREAM_BYTES = 514;
    private static final int STRIP_OFFSETS = 273;

    private TiffJpeg() {}

    /** @throws UnsupportedTypeException if a page is compressed by a kind of JPEG that is not supported */
    static void requireRead(TiffDirectory page, byte[] file) throws UnsupportedTypeException {
        long compression = page.value(TiffType.COMPRESSION, 1);
        if (compression != OLD && compression != NEW) {
            return;
        }
        String kind = "a TIFF picture compressed by JPEG ";
        long bits = page.value(TiffType.BITS, 8);
        if (bits != 8) {
            throw new UnsupportedTypeException(kind + "with samples of " + bits + " bits");
        }
        if (page.value(TiffType.PLANAR, 1) == TiffType.PLANES && page.value(TiffType.SAMPLES_PER_PIXEL, 1) > 1) {
            throw new UnsupportedTypeException(kind + "with its samples in planes");
        }
        byte[] tables = page.bytes(TABLES, MAX_TABLE_BYTES);
        boolean wide = tables != null && JpegTables.areWide(tables);
        for (long at : page.values(compression == OLD ? STREAM : STRIP_OFFSETS)) {
            wide |= at >= 0 && at < file.length && JpegTables.areWide(file, (int) at, file.length);
        }
        if (wide) {
            throw new UnsupportedTypeException(kind + "with quantisation steps above 255");
        }
    }

    /** @throws IOException if a strip or tile lacks scans or restart markers */
    static void requireWhole(byte[] file, long from, long bytes) throws IOException {
        byte[] part = Arrays.copyOfRange(file, (int) from, (int) Math.min(file.length, from + bytes));
        if (JpegScans.isIncomplete(part)) {
            throw new EOFException("scans are missing");
        }
        String lost = JpegRestarts.lost(part);
        if (lost != null) {
            throw new IOException(lost);
        }
    }

    /** @throws IOException if the one stream of an old kind of file has lost pixels */
    static void requireSound(TiffDirectory page, byte[] file, Deadline deadline) throws IOException {
        long from = page.value(STREAM, 0);
        long end = Math.min(file.length, from + page.value(STREAM_BYTES, file.length));
        long pixels = page.value(STRIP_OFFSETS, 0);
        if (from <= 0 || pixels < from || pixels >= end) {
            return; // the stream has only the tables
        }
        byte[] stream = Arrays.copyOfRange(file, (int) from, (int) end);
        requireWhole(stream, 0, stream.length);
        ImageReader reader = ImageReaders.of(PictureFormat.JPEG);
        try (ImageInputStream input = new EncodedInput(stream, deadline)) {
            reader.setInput(input, true, true);
            DataLoss loss = DataLoss.of(reader, stream);
            reader.read(0);
            loss.requireNone();
        } finally {
            reader.dispose();
        }
    }
}
