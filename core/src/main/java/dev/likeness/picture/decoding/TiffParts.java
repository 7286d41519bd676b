package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The strips or tiles of a TIFF page, checked before they are decoded: the reader continues past a strip that is too short,
 * into the bytes after it, and does not detect all invalid data.
 */
final class TiffParts {
    private static final int HEIGHT = 257;
    private static final int FILL_ORDER = 266;
    private static final int LOW_BIT_FIRST = 2;
    private static final int STRIP_OFFSETS = 273;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SUBSAMPLING = 530;
    private static final int YCBCR = 6;
    private static final int NONE = 1;
    private static final int LZW = 5;
    private static final int JPEG = 7;
    private static final int MOST_GROWTH = 3; // of LZW: each byte as a clear code and a code
    private static final int MARGIN = 1 << 17; // more than deflate may write after the pixels
    private static final List<Integer> DEFLATE = List.of(8, 32946);

    private final TiffDirectory page;
    private final int compression;
    private final boolean tiled;
    private final boolean planes;
    private final boolean subsampled;

    TiffParts(TiffDirectory page) {
        this.page = page;
        this.compression = (int) page.value(TiffType.COMPRESSION, NONE);
        this.tiled = page.has(TILE_OFFSETS);
        this.planes =
                page.value(TiffType.PLANAR, 1) == TiffType.PLANES && page.value(TiffType.SAMPLES_PER_PIXEL, 1) > 1;
        this.subsampled = page.value(TiffType.PHOTOMETRIC, 1) == YCBCR;
    }

    /** @throws IOException if a strip or tile is missing, too short or damaged */
    void requireWhole(byte[] file, Deadline deadline) throws IOException {
        long[] from = page.values(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        long[] bytes = page.values(tiled ? TILE_BYTES : STRIP_BYTES);
        boolean unstated = bytes.length < from.length || Arrays.stream(bytes).allMatch(n -> n == 0);
        for (int i = 0; i < from.length; i++) {
            if (from[i] < 0 || from[i] >= file.length) {
                throw new EOFException("a strip begins past the end");
            }
            long needed = bytes(i, from.length);
            if (!unstated) {
                requireStated(file, from[i], bytes[i], new Place(i + 1, from.length, needed));
            }
            if (deadline.passed()) {
                throw new IOException("the time limit for this picture has passed");
            }
            if (compression == JPEG && !unstated) {
                TiffJpeg.requireWhole(file, from[i], bytes[i]);
            } else if (DEFLATE.contains(compression)) {
                long full = bytesOfRows(fullRows());
                TiffDeflate.requireSound(part(file, from[i], unstated ? file.length : bytes[i], full), full);
            } else if (compression == LZW) {
                TiffLzw.requireSound(part(file, from[i], unstated ? file.length : bytes[i], needed), needed);
            }
        }
    }

    /**
     * A strip or tile.
     *
     * @param number from 1
     * @param needed its bytes when it is unpacked
     */
    private record Place(int number, int of, long needed) {
        @Override
        public String toString() {
            return "part " + number + " of " + of + " of its pixels";
        }
    }

    private void requireStated(byte[] file, long from, long bytes, Place place) throws IOException {
        if (bytes == 0) {
            throw new IOException(place + " is missing");
        }
        if (bytes < 0 || from + bytes > file.length && compression != NONE) {
            throw new EOFException("a strip extends past the end");
        }
        if (compression == NONE && !subsampled && bytes < place.needed) {
            throw new IOException(place + " has " + bytes + " bytes, not " + place.needed);
        }
    }

    /**
     * The bytes of a strip or tile, the highest bit of each first, and no more of them than its pixels may take. Some old
     * writers state no length: then those up to the end of the file.
     */
    private byte[] part(byte[] file, long from, long bytes, long unpacked) {
        long most = Math.max(0, Math.min(bytes, MOST_GROWTH * unpacked + MARGIN));
        byte[] part = Arrays.copyOfRange(file, (int) from, (int) Math.min(file.length, from + most));
        if (page.value(FILL_ORDER, 1) == LOW_BIT_FIRST) {
            for (int i = 0; i < part.length; i++) {
                part[i] = (byte) (Integer.reverse(part[i]) >>> 24);
            }
        }
        return part;
    }

    /** The number of bytes of one unpacked strip or tile. The last strip may have fewer rows. */
    private long bytes(int part, int parts) {
        long height = page.value(HEIGHT, 0);
        long rows = fullRows();
        if (tiled) {
            return leastBytes(rows);
        }
        if (rows <= 0 || page.has(TiffType.TILE_WIDTH)) {
            return 0;
        }
        long perPlane = (height + rows - 1) / rows;
        boolean last = part % perPlane == perPlane - 1 || part == parts - 1;
        return leastBytes(last ? height - rows * (perPlane - 1) : rows);
    }

    /** The rows of a complete strip or tile. */
    private long fullRows() {
        long height = page.value(HEIGHT, 0);
        return tiled ? page.value(TILE_HEIGHT, 0) : Math.min(height, page.value(ROWS_PER_STRIP, height));
    }

    private long bytesOfRows(long rows) {
        long columns = page.value(tiled ? TiffType.TILE_WIDTH : TiffType.WIDTH, 0);
        long samples = planes ? 1 : page.value(TiffType.SAMPLES_PER_PIXEL, 1);
        return (columns * samples * page.value(TiffType.BITS, 1) + 7) / 8 * rows;
    }

    /** YCbCr: each block has one sample of each chroma (TIFF 6.0, sec. 21). In planes, those of chroma are the smallest. */
    private long leastBytes(long rows) {
        if (!subsampled) {
            return bytesOfRows(rows);
        }
        long columns = page.value(tiled ? TiffType.TILE_WIDTH : TiffType.WIDTH, 0);
        long[] stated = page.values(SUBSAMPLING);
        long across = stated.length == 2 ? Math.max(1, stated[0]) : 2;
        long down = stated.length == 2 ? Math.max(1, stated[1]) : 2;
        long samples = planes ? 1 : across * down + 2;
        return ((columns + across - 1) / across * samples * page.value(TiffType.BITS, 1) + 7)
                / 8
                * ((rows + down - 1) / down);
    }
}
