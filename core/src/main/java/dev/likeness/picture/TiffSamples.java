package dev.likeness.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How many samples the pixels of a TIFF file have, by its first directory (TIFF 6.0, sec. 2; tag 277). The reader keeps a
 * number for each of them before it looks at a pixel: a file of a few hundred bytes may ask for gigabytes.
 */
final class TiffSamples {
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int MOST = 64;
    private static final int BIG = 43; // the version of files whose offsets have 64 bits

    private TiffSamples() {}

    /** @throws IOException if there are more than any picture has */
    static void requireFew(byte[] encoded) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(encoded);
        if (encoded.length < 16) {
            return;
        }
        file.order(encoded[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = file.getShort(2) == BIG;
        long directory = big ? file.getLong(8) : file.getInt(4) & 0xffffffffL;
        int entrySize = big ? 20 : 12;
        int countSize = big ? 8 : 2;
        if (directory < 0 || directory > encoded.length - countSize) {
            return;
        }
        long entries = big ? file.getLong((int) directory) : file.getShort((int) directory) & 0xffff;
        long entry = directory + countSize;
        for (long i = 0; i < entries && entry + entrySize <= encoded.length; i++, entry += entrySize) {
            int at = (int) entry;
            if ((file.getShort(at) & 0xffff) == SAMPLES_PER_PIXEL) {
                require(file, at + 2, at + (big ? 12 : 8));
            }
        }
    }

    private static void require(ByteBuffer file, int type, int value) throws IOException {
        long samples = switch (file.getShort(type)) {
            case 1, 6 -> file.get(value) & 0xff;
            case 3, 8 -> file.getShort(value) & 0xffff;
            default -> file.getInt(value) & 0xffffffffL;
        };
        if (samples > MOST) {
            throw new IOException("it says that a pixel has " + samples + " samples; at most " + MOST + " are read");
        }
    }
}
