package dev.likeness.data;

/** Two pictures of a data set, and whether they show the same thing. */
public record PicturePair(LabelledPicture a, LabelledPicture b, boolean match) {}
