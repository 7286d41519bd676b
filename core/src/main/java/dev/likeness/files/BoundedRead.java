package dev.likeness.files;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Reads whole files and streams up to a limit, so that a huge or endless one cannot fill the memory. */
public final class BoundedRead {
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private BoundedRead() {}

    /**
     * Reads a stream to its end.
     *
     * @param most the most bytes that are accepted
     * @param tooLong makes the error for a longer stream
     * @throws InputException the error of {@code tooLong}
     * @throws IOException if the stream cannot be read
     */
    public static byte[] all(InputStream in, long most, Supplier<InputException> tooLong) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(MAX_ARRAY_LENGTH, most + 1));
        if (bytes.length > most) {
            throw tooLong.get();
        }
        return bytes;
    }
}
