package dev.likeness.train.network;

/** What networks are put together from: the tower, the embedding and the head that a recipe names. */
public interface Parts {
    /** Channels c of the pictures: 1 for grey, 3 for colour. */
    int inputs();

    /** A tower for feature maps or pictures of so many channels. */
    Tower tower(Layers layers, int inputs);

    /** The embedding of feature maps of so many channels. */
    Embedding embedding(Layers layers, int channels);

    /** The head for feature maps of so many channels. */
    Head head(Layers layers, int channels, Embedding embedding);
}
