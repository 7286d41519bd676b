package dev.likeness.heif;

import java.io.EOFException;
import java.nio.ByteBuffer;

/** Reads bits, the highest of each byte first. */
final class Bits {
    private final ByteBuffer bytes;
    private long at; // in bits

    Bits(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The next bits, at most 32, as an unsigned number. */
    long next(int count) throws EOFException {
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            if (at >> 3 >= bytes.limit()) {
                throw new EOFException();
            }
            value = value << 1 | bytes.get((int) (at >> 3)) >> (7 - (at & 7)) & 1;
        }
        return value;
    }

    void skip(long count) throws EOFException {
        at += count;
        if (at > 8L * bytes.limit()) {
            throw new EOFException();
        }
    }

    /** A number in the code of Exp-Golomb (ITU-T H.265, sec. 9.2), which AV1 calls {@code uvlc}. */
    long exponential() throws EOFException {
        int zeros = 0;
        while (next(1) == 0) {
            if (++zeros > 32) {
                throw new EOFException();
            }
        }
        return (1L << zeros) - 1 + next(zeros);
    }

    /** A number in groups of seven bits (AV1, sec. 4.10.5). */
    long leb128() throws EOFException {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            long group = next(8);
            value |= (group & 127) << (7 * i);
            if (group < 128) {
                return value;
            }
        }
        throw new EOFException();
    }

    long bytesLeft() {
        return bytes.limit() - (at + 7 >> 3);
    }

    /** The next whole bytes. */
    ByteBuffer bytes(int count) throws EOFException {
        int from = (int) (at + 7 >> 3);
        skip(8L * count);
        return bytes.slice(from, count);
    }
}
