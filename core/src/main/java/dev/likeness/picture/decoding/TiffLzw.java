package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.io.IOException;

/**
 * Verifies the strips or tiles of a TIFF file that are compressed by LZW (TIFF 6.0, sec. 13). The reader keeps the strings of
 * the time before the last clear code, and takes any code that is larger than the next free one for the next free one. So it
 * would read overwritten data without an error.
 *
 * <p>Only the lengths of the strings are computed. Streams that begin with the bytes 0 and 1 are of the old kind: the lowest
 * bit of a byte comes first, and the codes become longer one code later.
 */
final class TiffLzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int LEAST_BITS = 9;
    private static final int MOST_BITS = 12;

    private final byte[] data;
    private final boolean old;
    private final int[] length = new int[1 << MOST_BITS]; // of the string of each code, in bytes
    private int at;
    private int buffer;
    private int buffered; // bits
    private int bits = LEAST_BITS;
    private int free = FIRST; // the next code that gets a string

    private TiffLzw(byte[] data) {
        this.data = data;
        this.old = data.length > 1 && data[0] == 0 && (data[1] & 1) == 1;
        java.util.Arrays.fill(length, 0, CLEAR, 1);
    }

    /**
     * Follows the codes up to the last byte of the pixels.
     *
     * @param data the compressed bytes of one strip or tile, the first bit of a code in the highest bit of a byte
     * @param needed the bytes of the pixels
     * @throws IOException if a code has no string yet, or the data end before the pixels
     */
    static void requireSound(byte[] data, long needed) throws IOException {
        new TiffLzw(data).require(needed);
    }

    private void require(long needed) throws IOException {
        long written = 0;
        int last = CLEAR; // the previous code
        while (written < needed) {
            int code = next();
            if (code == END) {
                throw new EOFException("its compressed pixels end early");
            }
            if (code == CLEAR) {
                bits = LEAST_BITS;
                free = FIRST;
            } else {
                requireKnown(code, last);
                if (last != CLEAR) {
                    add(length[last] + 1);
                }
                written += length[code];
            }
            last = code;
        }
    }

    /** The string that is being added may be used at once: it is the previous one and its first byte. */
    private void requireKnown(int code, int last) throws IOException {
        int most = last == CLEAR ? CLEAR - 1 : Math.min(free, (1 << MOST_BITS) - 1);
        if (code > most) {
            throw new IOException("its compressed data contain the code " + code + ", but codes up to " + most
                    + " are in use at that place");
        }
    }

    private void add(int bytes) {
        if (free < length.length) {
            length[free] = bytes;
            free++;
            int room = (1 << bits) - (old ? 0 : 1);
            if (free >= room && bits < MOST_BITS) {
                bits++;
            }
        }
    }

    /** The next code; {@link #END} at the end of the data. */
    private int next() {
        while (buffered < bits) {
            if (at == data.length) {
                return END;
            }
            int more = data[at++] & 0xff;
            buffer = old ? buffer | more << buffered : buffer << 8 | more;
            buffered += 8;
        }
        buffered -= bits;
        int mask = (1 << bits) - 1;
        int code = (old ? buffer : buffer >> buffered) & mask;
        buffer = old ? buffer >> bits : buffer & (1 << buffered) - 1;
        return code;
    }
}
