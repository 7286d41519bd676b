package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Headers of BMP files that the reader takes in another way than the programs that write them. */
final class BmpHeader {
    private static final int FILE_HEADER = 14;
    private static final int PIXELS = 10;
    private static final int WIDTH = FILE_HEADER + 4;
    private static final int HEIGHT = FILE_HEADER + 8;
    private static final int BITS = FILE_HEADER + 14;
    private static final int COMPRESSION = FILE_HEADER + 16;
    private static final int FIELDS = 3;
    private static final int MASKS = FILE_HEADER + 40;
    private static final int ALPHA = MASKS + 12;
    private static final int WITH_MASKS = 52; // bytes of the smallest header that has them
    private static final int WITH_ALPHA = 56; // BITMAPV3INFOHEADER
    private static final int VERSION_4 = 108;
    private static final int OS_2 = 64;
    private static final int HUFFMAN = 3; // in its header
    private static final int RLE_24 = 4;

    private BmpHeader() {}

    /**
     * The file, or a copy that the reader takes as it is meant.
     *
     * @throws EOFException if its pixels begin past its end: the reader would take what lies between for a palette, of any size
     * @throws UnsupportedTypeException if its pixels are compressed by a method of OS/2
     */
    static byte[] corrected(byte[] file) throws EOFException, UnsupportedTypeException {
        if (file.length < FILE_HEADER + 40) {
            return file;
        }
        requireNotOs2(header(file));
        if ((header(file).getInt(PIXELS) & 0xffffffffL) > file.length) {
            throw new EOFException("its pixels begin past its end");
        }
        return withLastPadding(withVersion4(withMasks(file)));
    }

    private static ByteBuffer header(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The header of OS/2 2.x gives the numbers of bit fields and JPEG to methods that the reader does not know. */
    private static void requireNotOs2(ByteBuffer header) throws UnsupportedTypeException {
        if (header.getInt(FILE_HEADER) != OS_2) {
            return;
        }
        int compression = header.getInt(COMPRESSION);
        int bits = header.getShort(BITS);
        if (compression == HUFFMAN && bits == 1 || compression == RLE_24 && bits == 24) {
            throw new UnsupportedTypeException(
                    "a BMP picture of OS/2 compressed by " + (bits == 1 ? "Huffman codes" : "run lengths of 24 bits"));
        }
    }

    /**
     * Without bit fields, the masks in the header have no meaning (BITMAPV4HEADER) and are mostly zero, but the reader uses
     * them for pixels of 16 and 32 bits.
     */
    private static byte[] withMasks(byte[] file) {
        ByteBuffer header = header(file);
        int size = header.getInt(FILE_HEADER);
        int bits = header.getShort(BITS);
        boolean fields = header.getInt(COMPRESSION) != 0;
        boolean has = size >= WITH_MASKS && size != OS_2 && file.length >= FILE_HEADER + WITH_MASKS;
        if (!has || fields || bits != 16 && bits != 32) {
            return file;
        }
        ByteBuffer copy = header(file.clone());
        copy.putInt(MASKS, bits == 16 ? 0x7c00 : 0xff0000);
        copy.putInt(MASKS + 4, bits == 16 ? 0x3e0 : 0xff00);
        copy.putInt(MASKS + 8, bits == 16 ? 0x1f : 0xff);
        if (size > WITH_MASKS) {
            copy.putInt(ALPHA, 0);
        }
        return copy.array();
    }

    /** The reader knows the mask of the opacity only in the header of version 4, which begins in the same way. */
    private static byte[] withVersion4(byte[] file) {
        ByteBuffer header = header(file);
        long pixels = header.getInt(PIXELS) & 0xffffffffL;
        boolean version3 = header.getInt(FILE_HEADER) == WITH_ALPHA
                && header.getInt(COMPRESSION) == FIELDS
                && pixels >= FILE_HEADER + WITH_ALPHA
                && pixels <= file.length
                && header.getInt(ALPHA) != 0;
        if (!version3) {
            return file;
        }
        int more = VERSION_4 - WITH_ALPHA;
        byte[] longer = new byte[file.length + more];
        System.arraycopy(file, 0, longer, 0, FILE_HEADER + WITH_ALPHA);
        System.arraycopy(
                file,
                FILE_HEADER + WITH_ALPHA,
                longer,
                FILE_HEADER + VERSION_4,
                file.length - FILE_HEADER - WITH_ALPHA);
        header(longer).putInt(FILE_HEADER, VERSION_4).putInt(PIXELS, (int) pixels + more);
        return longer;
    }

    /** Some programs leave out the bytes that fill the last row to a multiple of four. */
    private static byte[] withLastPadding(byte[] file) {
        ByteBuffer header = header(file);
        long pixels = header.getInt(PIXELS) & 0xffffffffL;
        long bits = (long) header.getInt(WIDTH) * header.getShort(BITS);
        long rows = Math.abs((long) header.getInt(HEIGHT));
        boolean encoded = header.getInt(COMPRESSION) != 0 && header.getInt(COMPRESSION) != FIELDS;
        if (header.getInt(FILE_HEADER) < 40 || encoded || bits <= 0 || rows == 0) {
            return file;
        }
        long stride = (bits + 31) / 32 * 4;
        long whole = pixels + stride * rows;
        long least = whole - stride + (bits + 7) / 8;
        return file.length >= least && file.length < whole ? Arrays.copyOf(file, (int) whole) : file;
    }
}
