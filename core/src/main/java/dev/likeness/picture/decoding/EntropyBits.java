package dev.likeness.picture.decoding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The entropy-coded bits of one JPEG scan, one restart interval at a time (ITU-T T.81, F.2.2). Throws an
 * {@link IOException} for everything that a valid scan does not have.
 *
 * <p>Not thread-safe.
 */
final class EntropyBits {
    private static final int LAST = 63;
    private static final int ZEROS = 0xf0;
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    /** No block has more bytes: 64 codes of 16 bits with numbers of 15 bits. */
    private static final int BLOCK = 64 * 4;

    private static final int AFTER = 2 * BLOCK; // zeros after the interval, so that no read is outside

    private final byte[] file;
    private final ByteBuffer read;
    private final byte[] data; // of the interval, without the zero after each byte 0xff
    private final ByteBuffer interval;
    private int next; // in the file, after the interval
    private int end; // of the interval in data

    private long bits; // the next ones, from the highest on
    private int count; // of those that were counted; at least as many are there
    private int at; // in data, behind them

    /** @param from the index of the first byte after the header of the scan */
    EntropyBits(byte[] file, int from) throws IOException {
        this.file = file;
        this.read = ByteBuffer.wrap(file);
        this.data = new byte[file.length - from + AFTER];
        this.interval = ByteBuffer.wrap(data);
        this.next = from;
        take();
    }

    /** Reads the bytes up to the next marker. */
    private void take() throws IOException {
        int from = next;
        int to = 0;
        int most = file.length - Long.BYTES;
        while (true) {
            while (from <= most) {
                long eight = read.getLong(from);
                if (((~eight - LOW) & eight & HIGH) != 0) { // one of the bytes may be 0xff
                    break;
                }
                interval.putLong(to, eight);
                from += Long.BYTES;
                to += Long.BYTES;
            }
            if (from + 1 >= file.length) {
                throw new IOException("the scan has no end");
            }
            byte one = file[from++];
            if (one == (byte) 0xff) {
                if (file[from] != 0) {
                    break;
                }
                from++;
            }
            data[to++] = one;
        }
        Arrays.fill(data, to, to + AFTER, (byte) 0);
        end = to;
        next = from;
        bits = 0;
        count = 0;
        at = 0;
    }

    /** The marker after the interval, once all of its bits were read. */
    private int marker() throws IOException {
        long left = 8L * (end - at) + count;
        if (left < 0 || left >= 8) {
            throw new IOException("a scan has other bits than its pixels need");
        }
        return file[next] & 0xff;
    }

    /** Ends the interval and begins the next one. */
    void restart(int number) throws IOException {
        if (marker() != (0xd0 | number & 7)) {
            throw new IOException("a restart marker is missing");
        }
        next++;
        take();
    }

    /** Ends the last interval. */
    void end() throws IOException {
        if (marker() != 0xd9) {
            throw new IOException("other data follow the scan");
        }
    }

    private void requireInside() throws IOException {
        if (at > end + Long.BYTES) {
            throw new IOException("the scan ends early");
        }
    }

    private void fill() {
        bits |= interval.getLong(at) >>> count;
        at += 63 - count >>> 3;
        count |= 56;
    }

    /** Reads the difference of a first coefficient to that of the block before it. */
    int difference(HuffmanCodes codes) throws IOException {
        requireInside();
        fill();
        int code = codes.code(bits);
        int length = code & 31;
        int size = code >> 8;
        if (length == 0) {
            throw new IOException("invalid code");
        }
        int value = number(bits << length, size);
        bits = bits << length << size;
        count -= length + size;
        return value;
    }

    /** The number in the first {@code size} bits (F.2.2.1): if the highest is 0, it is negative. */
    private static int number(long bits, int size) {
        if (size == 0) {
            return 0;
        }
        int ifNegative = 1 - (1 << size);
        return (int) (bits >>> Long.SIZE - size) + ((int) ~(bits >> 63) & ifNegative);
    }

    /** Passes over the coefficients of a block after the first. */
    void skip(HuffmanCodes codes) throws IOException {
        int[] several = codes.several;
        long ahead = bits;
        int known = count;
        int from = at;
        int k = 1;
        while (k <= LAST) {
            ahead |= interval.getLong(from) >>> known;
            from += 63 - known >>> 3;
            known |= 56;
            int entry = several[(int) (ahead >>> Long.SIZE - HuffmanCodes.AHEAD)];
            int length = entry & 63;
            int then = k + (entry >> 8);
            if (length == 0 || (then & HuffmanCodes.ENDS - 1) > LAST) { // near the end of a block, or a long code
                int code = codes.code(ahead);
                length = (code & 31) + (code >> 8 & 15);
                then = after(k, code);
            }
            ahead <<= length;
            known -= length;
            k = then;
        }
        bits = ahead;
        count = known;
        at = from;
    }

    /** The coefficient after those of one code. */
    private static int after(int k, int code) throws IOException {
        int symbol = code >> 8;
        int then = k + (symbol >> 4) + 1;
        if (symbol == 0 && code != 0) {
            return HuffmanCodes.ENDS;
        }
        if (code == 0 || (symbol & 15) == 0 && symbol != ZEROS || then > LAST + 1) {
            throw new IOException("invalid code");
        }
        return then;
    }

    /**
     * Adds the coefficients of a block after the first to its means.
     *
     * @param sums one for each mean, in the unit of the weights; it may be longer
     * @param n the number of means
     */
    void add(HuffmanCodes codes, BlockMeans means, int[] sums, int n) throws IOException {
        int[] weight = means.weight();
        boolean[] needed = means.needed();
        int[] one = codes.one;
        long ahead = bits;
        int known = count;
        int from = at;
        int k = 1;
        while (k <= LAST) {
            ahead |= interval.getLong(from) >>> known;
            from += 63 - known >>> 3;
            known |= 56;
            int code = one[(int) (ahead >>> Long.SIZE - HuffmanCodes.AHEAD)];
            int size = code >> 8 & 15;
            int then = k + (code >> 12) + 1;
            if (size == 0 || then > LAST + 1) {
                code = codes.code(ahead);
                size = code >> 8 & 15;
                then = after(k, code);
            }
            ahead <<= code;
            known -= (code & 31) + size;
            if (size > 0) {
                if (needed[then - 1]) {
                    int value = number(ahead, size);
                    int w = (then - 1) * n;
                    if (n == 4) {
                        sums[0] += value * weight[w];
                        sums[1] += value * weight[w + 1];
                        sums[2] += value * weight[w + 2];
                        sums[3] += value * weight[w + 3];
                    } else {
                        for (int i = 0; i < n; i++, w++) {
                            sums[i] += value * weight[w];
                        }
                    }
                }
                ahead <<= size;
            }
            k = then;
        }
        bits = ahead;
        count = known;
        at = from;
    }
}
