package dev.likeness.gallery;

/** Which pairs of pictures are candidates for copies. */
public final class CopyCandidates {
    /** The shortlist of each picture: larger than the bursts of similar pictures that people make. */
    public static final int SHORTLIST = 200;

    /** A copy that was edited much has a low score, and is nevertheless among the first neighbours of its original. */
    public static final int MOST_WEAK = 8;

    private CopyCandidates() {}
}
