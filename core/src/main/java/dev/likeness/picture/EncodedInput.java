package dev.likeness.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** The bytes of a file, for the readers of ImageIO; once the time is over they get no more, whatever they loop over. */
final class EncodedInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private final Deadline deadline;

    EncodedInput(byte[] bytes, Deadline deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        check();
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
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
            return -1;
        }
        System.arraycopy(bytes, (int) streamPos, into, from, read);
        streamPos += read;
        return read;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    private void check() throws IOException {
        if (deadline.passed()) {
            throw new IOException("the time for this picture is over");
        }
    }
}
