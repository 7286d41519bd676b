package dev.likeness.measure;

/** Which of the two pictures of a comparison. It matters where the two sides are encoded by different networks. */
public enum Side {
    A,
    B
}
