package dev.likeness.alignment;

import dev.likeness.picture.Picture;
import java.util.Optional;

/**
 * Finds where the content of one picture lies in another, if both are copies of one photograph that were mirrored, turned,
 * cropped, resized, or put into a frame. Prepare each picture once and align the prepared pictures as often as needed.
 *
 * <p>Thread-safe. After {@link #close}, {@link #name} still works and the other methods throw an
 * {@link IllegalStateException}.
 */
public interface Aligner extends AutoCloseable {
    /** What an aligner keeps of a picture: plain heap data that holds no reference to the picture. */
    interface Prepared {
        /** The number of keypoints that were found. */
        int keypoints();

        /** The approximate memory in bytes. */
        int bytes();
    }

    /** The name of the aligner. */
    String name();

    /** Prepares a picture of any size. */
    Prepared prepare(Picture picture);

    /**
     * Aligns two pictures. The result is deterministic.
     *
     * @param a prepared by this aligner
     * @param b prepared by this aligner
     * @return empty if the pictures have too little in common for an alignment
     * @throws IllegalArgumentException if another kind of aligner prepared one of the pictures
     */
    Optional<Alignment> align(Prepared a, Prepared b);

    /**
     * Frees the memory of the aligner after the calls in progress have ended. A second call does nothing.
     *
     * @throws IllegalStateException if the calling thread is inside a call of this aligner
     */
    @Override
    void close();
}
