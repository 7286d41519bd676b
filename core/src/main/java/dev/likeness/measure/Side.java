package dev.likeness.measure;

/** One of the two pictures of a comparison. It matters only if the model has one encoder per side. */
public enum Side {
    A,
    B
}
