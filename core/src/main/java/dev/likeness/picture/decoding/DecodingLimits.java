package dev.likeness.picture.decoding;

import java.time.Duration;

/** How much a picture file may ask for. */
public interface DecodingLimits {
    /** The largest encoded file, in bytes; at most 2^31 - 10. */
    long bytes();

    /** The longest that decoding one picture may take. */
    Duration time();

    /**
     * Refuses a picture by the size that its header says.
     *
     * @param what names the picture in the error
     * @throws dev.likeness.error.InputException if it is too large, or has no pixels
     */
    void require(long width, long height, String what);
}
