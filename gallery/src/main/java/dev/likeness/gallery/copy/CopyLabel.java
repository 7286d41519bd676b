package dev.likeness.gallery.copy;

/** How a copy differs from its original, in the words that people use. */
public enum CopyLabel {
    /** Reversed left to right, or flipped upside down as in water. */
    MIRRORED,
    /** Rotated by quarter turns or by another angle. A picture that is flipped upside down is mirrored, not turned. */
    TURNED,
    /** A part of the original is missing at the borders. */
    CROPPED,
    /** The original has something around it: a frame, padding, or the program of a screenshot. */
    FRAMED,
    /** Fewer or more pixels for the same content. */
    RESIZED,
    /** Saved in another format, or in the same format with stronger compression. */
    RECOMPRESSED,
    /** Other colours or another brightness, or grey. */
    RECOLOURED
}
