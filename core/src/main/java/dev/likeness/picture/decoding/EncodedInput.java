package dev.likeness.picture.decoding;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a file, for the readers of ImageIO. After the deadline a reader gets no more bytes, so that no loop
 * lasts; the same holds for a reader that keeps reading past the end, as some do with damaged files.
 */
final class EncodedInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private static final int PATIENCE = 1000; // reading a valid file passes the end by a few bytes only

    private final Deadline deadline;
    private int askedBehindEnd;

    EncodedInput(byte[] bytes, Deadline deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        check();
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : end();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        bitOffset = 0;
        check();
        if (length == 0) {
            return 0;
        }
        int read = (int) Math.min(length, bytes.length - streamPos);
        if (read <= 0) {
            return end();
        }
        System.arraycopy(bytes, (int) streamPos, into, from, read);
        streamPos += read;
        return read;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    private int end() throws IOException {
        if (++askedBehindEnd > PATIENCE) {
            throw new IOException("it is truncated"); // some readers treat an EOFException as zeros
        }
        return -1;
    }

    private void check() throws IOException {
        if (deadline.passed()) {
            throw new IOException("the time limit for this picture has passed");
        }
    }
}
