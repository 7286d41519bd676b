package dev.likeness.picture.decoding;

import java.io.IOException;

/**
 * Counts the pixels in the compressed data of the first frame of a GIF file (GIF89a, appendix F), because the reader
 * silently omits missing pixels.
 */
final class GifData {
    private static final int MAX_BITS = 12;
    private static final int UNSET = -1;

    private final byte[] file;
    private int at; // of the next byte in the current block
    private int left; // bytes in the current block
    private int bits;
    private int held;

    private GifData(byte[] file, int at) {
        this.file = file;
        this.at = at;
    }

    /**
     * @param descriptor the index of the frame's image descriptor
     * @throws IOException if the data have too few pixels for the frame, or invalid codes
     */
    static void requirePixels(byte[] file, int descriptor, long pixels) throws IOException {
        int flags = file[descriptor + 9] & 0xff;
        int data = descriptor + 10 + ((flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7)));
        if (data + 1 >= file.length || file[data] < 1 || file[data] > 11) {
            throw new IOException("its pixels are missing");
        }
        long found = new GifData(file, data + 1).count(file[data], pixels);
        if (found < pixels) {
            throw new IOException("it has " + found + " of " + pixels + " pixels");
        }
    }

    private long count(int start, long wanted) throws IOException {
        int clear = 1 << start;
        int[] length = new int[1 << MAX_BITS];
        for (int i = 0; i < clear; i++) {
            length[i] = 1;
        }
        long found = 0;
        int next = clear + 2;
        int width = start + 1;
        int last = UNSET;
        while (found < wanted) {
            int code = code(width);
            if (code == UNSET || code == clear + 1) {
                return found;
            }
            if (code == clear) {
                next = clear + 2;
                width = start + 1;
                last = UNSET;
                continue;
            }
            if (last == UNSET ? code >= clear : code > next || code == next && next >= length.length) {
                throw new IOException("its compressed pixels are invalid after " + found + " of " + wanted);
            }
            if (last != UNSET && next < length.length) {
                length[next++] = length[last] + 1;
                if (next == 1 << width && width < MAX_BITS) {
                    width++;
                }
            }
            found += length[code];
            last = code;
        }
        return found;
    }

    private int code(int width) {
        while (held < width) {
            if (left == 0) {
                if (at >= file.length || file[at] == 0) {
                    return UNSET;
                }
                left = file[at++] & 0xff;
            }
            if (at >= file.length) {
                return UNSET;
            }
            bits |= (file[at++] & 0xff) << held;
            held += 8;
            left--;
        }
        int code = bits & (1 << width) - 1;
        bits >>>= width;
        held -= width;
        return code;
    }
}
