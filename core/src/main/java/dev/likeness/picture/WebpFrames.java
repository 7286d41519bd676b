package dev.likeness.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The sizes of the frames in a WebP file (RFC 9649, sec. 2.5 to 2.7). The reader decodes a frame in its own size, which may
 * be thousands of times the one that the file states for the picture.
 */
final class WebpFrames {
    private static final int CHUNK_HEADER = 8;
    private static final int FILE_HEADER = 12;
    private static final int FRAME_HEADER = 16;
    private static final int MOST_BITS = 0x3fff;

    private WebpFrames() {}

    /** @throws IOException if a frame is larger than the picture */
    static void requireWithin(byte[] encoded, int width, int height) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = FILE_HEADER; at + CHUNK_HEADER <= encoded.length; ) {
            int chunk = (int) at;
            long length = file.getInt(chunk + 4) & 0xffffffffL;
            String kind = PictureFormat.text(encoded, chunk, 4);
            if (kind.equals("VP8 ") && chunk + CHUNK_HEADER + 10 <= encoded.length) {
                int sizes = file.getInt(chunk + CHUNK_HEADER + 6);
                require(sizes & MOST_BITS, sizes >>> 16 & MOST_BITS, width, height);
            } else if (kind.equals("VP8L") && chunk + CHUNK_HEADER + 5 <= encoded.length) {
                int sizes = file.getInt(chunk + CHUNK_HEADER + 1);
                require((sizes & MOST_BITS) + 1, (sizes >>> 14 & MOST_BITS) + 1, width, height);
            } else if (kind.equals("ANMF")) {
                at += CHUNK_HEADER + FRAME_HEADER; // its chunks lie within it
                continue;
            }
            at += CHUNK_HEADER + length + (length & 1);
        }
    }

    private static void require(int frameWidth, int frameHeight, int width, int height) throws IOException {
        if (frameWidth > width || frameHeight > height) {
            throw new IOException("it says it is " + width + "x" + height + " pixels and holds a frame of " + frameWidth
                    + "x" + frameHeight);
        }
    }
}
