package dev.likeness.picture.reader;

import java.io.IOException;

/** The limits of one picture that is being decoded. */
public interface DecodingChecks {
    /** The name of the file in errors. */
    String name();

    /** The largest number of pixels of a picture. */
    long maxPixels();

    /**
     * Refuses a size that is past the limits.
     *
     * @param width in pixels
     * @param height in pixels
     * @throws dev.likeness.error.InputException if it is too large, or has no pixels
     */
    void requireSize(long width, long height);

    /**
     * Ends the work of a reader soon after its time has passed. A reader calls it as often as it can.
     *
     * @throws IOException if the time for this picture has passed
     */
    void requireTime() throws IOException;
}
