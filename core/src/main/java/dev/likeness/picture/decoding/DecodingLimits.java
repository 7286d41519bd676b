package dev.likeness.picture.decoding;

import java.time.Duration;

/** The limits that a picture file must keep. */
public interface DecodingLimits {
    /** The largest number of pixels of a picture. */
    long pixels();

    /** The largest encoded file, in bytes; at most 2^31 - 10. */
    long bytes();

    /** The longest time to decode one picture. */
    Duration time();

    /**
     * Refuses a picture by the size in its header.
     *
     * @param what the name of the picture in the error
     * @throws dev.likeness.error.InputException if it is too large, or has no pixels
     */
    void require(long width, long height, String what);
}
