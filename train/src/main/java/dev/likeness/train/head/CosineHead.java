package dev.likeness.train.head;

import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Scale;

/**
 * {@code s (cos + t)} of the two embeddings, s above 0 and both learned: the layer before the last, as image retrieval
 * and face recognition read it (Wang et al. 2017, NormFace, for the scale).
 *
 * <p>The map has one cell: the length that an embedding is divided by is no sum over places, so the score does not come
 * apart into places.
 *
 * <p>Parameters: 2, beside the embedding's own. Multiply-adds: {@code 16 C D} to prepare (the embedding), {@code D} to
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
