package dev.likeness.picture.decoding;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a file, for the readers of ImageIO. Once the time is over they get no more, whatever they loop over; nor do
 * those that ask again and again behind the end, as some do whose file is damaged.
 */
final class EncodedInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private static final int PATIENCE = 1000; // a sound file is asked for some bytes too many, never for so many

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
            throw new IOException("it ends within its data"); // some readers take an EOFException for zeros
        }
        return -1;
    }

    private void check() throws IOException {
        if (deadline.passed()) {
            throw new IOException("the time for this picture is over");
        }
    }
}
