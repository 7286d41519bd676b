package dev.likeness.picture.reader;

import java.io.IOException;

/**
 * Reads one picture format. The caller checks the size of the file before, and converts the samples to sRGB on white
 * afterwards. Thread-safe.
 */
public interface PictureReader {
    /** The name of the format for people, such as {@code "HEIC"}. */
    String label();

    /**
     * Whether the first bytes show that a file has this format. The method is called for every file that is of no
     * built-in format, so it loads no native library.
     */
    boolean recognises(byte[] file);

    /**
     * Decodes the picture that a file shows first, upright.
     *
     * @param file the bytes, which must not be changed
     * @param checks asked for every size that the file states, before pixels of that size are decoded
     * @throws java.io.EOFException if the file ends early
     * @throws IOException if the file is damaged; the message states the reason, and is put into a sentence such as "the
     *     HEIC file is damaged (no header); .."
     * @throws dev.likeness.error.InputException if the file is valid and cannot be read: it is too large, its type is not
     *     supported, or a library is not installed; the message begins with {@link DecodingChecks#name}
     */
    DecodedPicture decode(byte[] file, DecodingChecks checks) throws IOException;
}
