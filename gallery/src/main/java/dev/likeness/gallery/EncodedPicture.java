package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;

/** A picture and its code, which were computed elsewhere. */
public record EncodedPicture(StoredPicture picture, Code code) {}
