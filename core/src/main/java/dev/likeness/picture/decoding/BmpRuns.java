package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Run-length encoded BMP files (BI_RLE8 and BI_RLE4). The reader leaves other colours where the encoding moves down or ends
 * before the last row; by the format, skipped pixels have index 0 of the palette.
 */
final class BmpRuns {
    private static final int FILE_HEADER = 14;
    private static final int WIDTH = FILE_HEADER + 4;
    private static final int HEIGHT = FILE_HEADER + 8;
    private static final int BITS = FILE_HEADER + 14;
    private static final int COMPRESSION = FILE_HEADER + 16;
    private static final int IMAGE_BYTES = FILE_HEADER + 20;
    private static final int PIXELS = 10;
    private static final int SMALLEST_HEADER = 40;

    private final byte[] file;
    private final int width;
    private final int height;
    private final boolean halves; // two pixels in a byte
    private final int stride;
    private final int start; // of the pixels in the file
    private final byte[] plain; // the file without an encoding, its lowest row first
    private int at;
    private int x;
    private int y;

    private BmpRuns(byte[] file, ByteBuffer header) {
        this.file = file;
        this.width = header.getInt(WIDTH);
        this.height = header.getInt(HEIGHT);
        this.halves = header.getInt(COMPRESSION) == 2;
        this.stride = (width + 3) / 4 * 4;
        this.start = header.getInt(PIXELS);
        this.plain = Arrays.copyOf(file, start + stride * height);
        Arrays.fill(plain, start, plain.length, (byte) 0);
        this.at = start;
    }

    /**
     * The file, or one of eight bits for each pixel and without an encoding if its pixels are encoded.
     *
     * @param size refuses a picture by its size
     * @throws IOException if the encoded pixels are incomplete or invalid
     */
    static byte[] expanded(byte[] file, SizeCheck size) throws IOException {
        if (file.length < FILE_HEADER + SMALLEST_HEADER) {
            return file;
        }
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int bits = header.getShort(BITS);
        int compression = header.getInt(COMPRESSION);
        int pixels = header.getInt(PIXELS);
        boolean encoded = header.getInt(FILE_HEADER) >= SMALLEST_HEADER
                && (compression == 1 && bits == 8 || compression == 2 && bits == 4)
                && header.getInt(WIDTH) > 0
                && header.getInt(HEIGHT) > 0
                && pixels >= FILE_HEADER + SMALLEST_HEADER
                && pixels <= file.length;
        if (!encoded) {
            return file;
        }
        size.require(header.getInt(WIDTH), header.getInt(HEIGHT));
        BmpRuns runs = new BmpRuns(file, header);
        runs.readAll();
        runs.describe();
        return runs.plain;
    }

    private void readAll() throws IOException {
        while (true) {
            int count = next();
            int value = next();
            if (count > 0) {
                run(count, value);
            } else if (value == 0) {
                x = 0;
                y++;
            } else if (value == 1) {
                return;
            } else if (value == 2) {
                x += next();
                y += next();
            } else {
                literal(value);
            }
        }
    }

    private void run(int count, int value) throws IOException {
        for (int i = 0; i < count; i++) {
            put(halves ? half(value, i) : value);
        }
    }

    /** Pixels one by one, filled to an even number of bytes. */
    private void literal(int count) throws IOException {
        int from = at;
        for (int i = 0; i < count; i++) {
            int value = halves && i % 2 == 1 ? file[at - 1] & 0xff : next();
            put(halves ? half(value, i) : value);
        }
        at += (at - from) & 1;
    }

    private static int half(int value, int pixel) {
        return pixel % 2 == 0 ? value >> 4 : value & 15;
    }

    /** Some programs fill rows to an even number of pixels, which lie behind the last column. */
    private void put(int index) throws IOException {
        if (y >= height) {
            throw new IOException("its encoded pixels have more than " + height + " rows");
        }
        if (x < width) {
            plain[start + y * stride + x] = (byte) index;
        }
        x++;
    }

    private int next() throws EOFException {
        if (at >= file.length) {
            throw new EOFException("its encoded pixels end early");
        }
        return file[at++] & 0xff;
    }

    private void describe() {
        ByteBuffer header = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(BITS, (short) 8).putInt(COMPRESSION, 0).putInt(IMAGE_BYTES, stride * height);
    }
}
