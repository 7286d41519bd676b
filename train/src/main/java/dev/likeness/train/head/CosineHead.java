package dev.likeness.train.head;

import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Scale;

/**
 * {@code s (cos + t)} of the two embeddings, with s above 0; s and t are learned. Image retrieval and face recognition
 * compare the layer before the last in this way (Wang et al. 2017, NormFace, for the scale).
 *
 * <p>The map has one cell: an embedding is divided by its length, which is not a sum over cells, so the score cannot be
 * split over cells.
 *
 * <p>Parameters: 2, besides those of the embedding. Multiply-adds: {@code 16 C D} to prepare (the embedding
 * with the pooling {@code grid}; {@code C D} with {@code gem}), {@code D} to
 * combine.
 */
final class CosineHead implements Head {
    private static final double START = 10;

    private final Embedding embedding;
    private final Scale scale;

    CosineHead(Layers layers, HeadSettings settings) {
        embedding = settings.embedding();
        scale = layers.scale("scale", START);
    }

    @Override
    public <F extends Features<F>> F prepare(F x) { //     [N,C,h,w]
        return embedding.forward(x).cell(); //             [N,D] -> [N,D,1,1]
    }

    @Override
    public <F extends Features<F>> F combine(F a, F b) { // [N,D,1,1], [N,D,1,1]
        return a.dot(b).scale(scale); //                    [N,1,1,1]
    }
}
