package dev.likeness.picture.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The colour masks of BMP files with 16 or 32 bits per pixel and no bit fields. The masks in their header have no
 * meaning (BITMAPV4HEADER) and are mostly zero, but the reader uses them.
 */
final class BmpMasks {
    private static final int HEADER = 14;
    private static final int MASKS = HEADER + 40;
    private static final int WITH_MASKS = 52; // bytes of the smallest header that has them

    private BmpMasks() {}

    /** The file, or a copy with the correct masks for such pixels. */
    static byte[] complete(byte[] file) {
        if (file.length < HEADER + WITH_MASKS) {
            return file;
        }
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int size = header.getInt(HEADER);
        int bits = header.getShort(HEADER + 14);
        boolean fields = header.getInt(HEADER + 16) != 0;
        if (size < WITH_MASKS || size == 64 || fields || bits != 16 && bits != 32) { // 64: OS/2
            return file;
        }
        ByteBuffer copy = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        copy.putInt(MASKS, bits == 16 ? 0x7c00 : 0xff0000);
        copy.putInt(MASKS + 4, bits == 16 ? 0x3e0 : 0xff00);
        copy.putInt(MASKS + 8, bits == 16 ? 0x1f : 0xff);
        if (size > WITH_MASKS) {
            copy.putInt(MASKS + 12, 0);
        }
        return copy.array();
    }
}
