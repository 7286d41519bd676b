package dev.likeness.train.network;

import java.util.List;

/**
 * Two pictures through one tower; their features meet in a head; out comes a map of likeness.
 *
 * @param pixels the first layer: brings pixels to mean 0 and variance 1 over the training pictures
 * @param parameters of all parts, in the order of their making
 */
public record Network(Norm pixels, Tower tower, Embedding embedding, Head head, List<Parameter> parameters) {
    /**
     * What is known of each picture of a batch before it meets another.
     *
     * @param embedding {@code [N,D]}, unit length
     * @param prepared {@code [N,K,h,w]}
     */
    public record Encoded(Features embedding, Features prepared) {}

    public Network {
        parameters = List.copyOf(parameters);
    }

    /** {@code [N,c,H,W]}, values 0 to 255, to what is kept of each picture. */
    public Encoded encode(Features x) {
        x = x.norm(pixels); //                                            [N,c,H,W]
        x = tower.forward(x); //                                          [N,C,h,w]
        return new Encoded(embedding.forward(x), head.prepare(x)); // [N,D], [N,K,h,w]
    }

    /** The head's likeness map of each pair, {@code [N,1,h,w]}. */
    public Features map(Encoded a, Encoded b) {
        return head.combine(a.prepared(), b.prepared());
    }

    /**
     * The map with the embedding's part in every cell, {@code map + s cos(a, b) + t}: its mean is the model's score.
     *
     * @param s what the embeddings' cosine weighs against the head's score, at least 0
     */
    public Features map(Encoded a, Encoded b, double s, double t) {
        return map(a, b).plus(a.embedding().dot(b.embedding()).scaled(s, t)); // [N,1,h,w] + [N,1,1,1]
    }
}
