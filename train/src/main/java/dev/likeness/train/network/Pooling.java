package dev.likeness.train.network;

/** Turns a feature map of any size into one of a fixed size, so that a linear layer can follow. */
public interface Pooling {
    /** {@code [N,C,h,w] -> [N,C,h',w']} with {@code h' w' = cells()}. */
    <F extends Features<F>> F forward(F x);

    /** The number of cells of its output, at least 1. */
    int cells();
}
