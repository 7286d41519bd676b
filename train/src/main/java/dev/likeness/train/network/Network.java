package dev.likeness.train.network;

import dev.likeness.measure.Side;
import java.util.List;

/**
 * Two pictures in, a map of likeness out. In two parts, so that all that belongs to one picture alone is computed once
 * for it: {@link #encode}, then {@link #map} for each pair.
 */
public interface Network {
    /**
     * What is known of each picture of a batch before it meets another.
     *
     * @param embedding {@code [N,D]}, unit length
     * @param prepared {@code [N,K,h,w]}
     */
    record Encoded<F extends Features<F>>(F embedding, F prepared) {}

    /**
     * {@code [N,c,H,W]}, values 0 to 255, to what is kept of each picture.
     *
     * @param side which of the two pictures of a comparison; it matters where {@link #sidesDiffer}
     */
    <F extends Features<F>> Encoded<F> encode(F x, Side side);

    /**
     * The likeness map of each pair: {@code [N,1,h,w]}, or {@code [N,2,h,w]} where each picture has a map in its own
     * coordinates, that of {@code a} first.
     */
    <F extends Features<F>> F map(Encoded<F> a, Encoded<F> b);

    /** Whether the two sides are encoded by different weights. */
    boolean sidesDiffer();

    /** Of all parts, in the order of their making. */
    List<Parameter> parameters();

    /**
     * The map with the embedding's part in every cell, {@code map + s cos(a, b) + t}: its mean is the model's score.
     *
     * @param s what the embeddings' cosine weighs against the head's score, at least 0
     */
    default <F extends Features<F>> F map(Encoded<F> a, Encoded<F> b, double s, double t) {
        return map(a, b).plus(a.embedding().dot(b.embedding()).scaled(s, t)); // [N,P,h,w] + [N,1,1,1]
    }

    /** The score of each pair from its map, {@code [N,P,h,w] -> [N]}: the mean of the means of its P planes. */
    static <F extends Features<F>> F score(F map) {
        if (map.channels() == 1) {
            return map.mean();
        }
        F ofA = map.channels(0, 1).mean(); // apart, so that swapping the pictures swaps two terms of one sum
        F ofB = map.channels(1, 2).mean();
        return ofA.plus(ofB).scaled(0.5, 0);
    }
}
