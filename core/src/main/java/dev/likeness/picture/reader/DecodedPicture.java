package dev.likeness.picture.reader;

import java.io.IOException;

/** The samples of a decoded picture, which may be outside Java's memory until it is closed. For one thread. */
public interface DecodedPicture extends AutoCloseable {
    /** What the samples are. */
    SampleLayout layout();

    /**
     * Copies one row: the samples of a pixel one after the other, colours before opacity. A sample of up to 8 bits is one
     * byte; one of more bits is two bytes, the high byte first. Its value is 0 to {@code 2^bits - 1}.
     *
     * @param y the row, 0 at the top
     * @param row {@link SampleLayout#bytesOfRow} bytes
     * @throws IOException if it cannot be decoded
     */
    void row(int y, byte[] row) throws IOException;

    /** Frees the samples. */
    @Override
    void close();
}
