package dev.likeness.gallery;

/** What a person says about two pictures. */
public enum Answer {
    /** They show the same thing. */
    SAME,
    /** They show different things. */
    DIFFERENT,
    /** The answer that was given before no longer counts. */
    WITHDRAWN
}
