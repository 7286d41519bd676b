package dev.likeness.train.network;

/** The parts of a network: the tower, the embedding and the head that a recipe names. */
public interface Parts {
    /** Channels c of the pictures: 1 for grey, 3 for colour. */
    int inputs();

    /**
     * A tower.
     *
     * @param inputs the channels of its input
     */
    Tower tower(Layers layers, int inputs);

    /**
     * The embedding.
     *
     * @param channels the channels of the feature maps
     */
    Embedding embedding(Layers layers, int channels);

    /**
     * The head.
     *
     * @param channels the channels of the feature maps
     */
    Head head(Layers layers, int channels, Embedding embedding);
}
