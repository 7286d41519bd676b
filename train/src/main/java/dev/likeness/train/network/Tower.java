package dev.likeness.train.network;

/** A convolutional network that turns one picture into a feature map, without pooling or a classifier. */
public interface Tower {
    /** {@code [N,c,H,W] -> [N,channels(),h,w]}, where c is 1 for grey and 3 for colour pictures. */
    <F extends Features<F>> F forward(F x);

    /** The channels C of its feature map. */
    int channels();
}
