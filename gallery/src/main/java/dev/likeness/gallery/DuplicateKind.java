package dev.likeness.gallery;

/** How strong the evidence is that two pictures of a gallery show the same thing, from strong to weak. */
public enum DuplicateKind {
    /** The same bytes, or the same pixels with other metadata or in another file format. */
    EXACT,
    /** An edited copy: above the gallery's threshold and confirmed by a second check. */
    EDITED,
    /** Pictures that look alike and were not confirmed as copies. */
    ALIKE
}
