package dev.likeness.train.network;

import dev.likeness.measure.Side;
import java.util.List;

/**
 * Turns two pictures into a likeness map. A network has two parts, so that everything that depends on one picture alone is
 * computed once: {@link #encode} for each picture, then {@link #map} for each pair.
 */
public interface Network {
    /**
     * The encoded pictures of a batch.
     *
     * @param embedding {@code [N,D]}, unit length
     * @param prepared {@code [N,K,h,w]}
     */
    record Encoded<F extends Features<F>>(F embedding, F prepared) {}

    /**
     * Encodes pictures, {@code [N,c,H,W]} with values from 0 to 255.
     *
     * @param side the place of the pictures in a comparison; ignored unless {@link #sidesDiffer}
     */
    <F extends Features<F>> Encoded<F> encode(F x, Side side);

    /**
     * The likeness map of each pair: {@code [N,1,h,w]}, or {@code [N,2,h,w]} if each picture has a map in its own
     * coordinates, that of {@code a} first.
     */
    <F extends Features<F>> F map(Encoded<F> a, Encoded<F> b);

    /**
     * As {@link #map(Encoded, Encoded)} for one picture against each of N, {@code [1,..], [N,..] -> [N,P,h,w]}, equal up
     * to rounding; or only its mean, {@code [N,1,1,1]}. Only if {@link #comparesMany}.
     */
    default <F extends Features<F>> F mapOfMany(Encoded<F> one, Encoded<F> many) {
        return map(one, many);
    }

    /** Whether {@link #mapOfMany} is cheaper than pairs: not if every pair runs the tower. */
    default boolean comparesMany() {
        return true;
    }

    /** Whether the two sides have different encoders. */
    boolean sidesDiffer();

    /** The parameters of all parts, in the order in which they were made. */
    List<Parameter> parameters();

    /**
     * Those of the parameters that an encoder consists of: the norm of the pixels, the tower and the embedding, of both sides.
     * The others belong to the head. Empty if nothing is learned about one picture alone.
     */
    List<Parameter> encoderParameters();

    /**
     * Those of the parameters that make the feature map: the norm of the pixels and the tower, of both sides. The others
     * belong to the embedding and the head.
     */
    List<Parameter> towerParameters();

    /**
     * The map with the embedding's term in every cell, {@code map + s cos(a, b) + t}: its mean is the model's score.
     *
     * @param s the weight of the embeddings' cosine against the head's score, at least 0
     */
    default <F extends Features<F>> F map(Encoded<F> a, Encoded<F> b, double s, double t) {
        return map(a, b).plus(a.embedding().dot(b.embedding()).scaled(s, t)); // [N,P,h,w] + [N,1,1,1]
    }

    /** As {@link #map(Encoded, Encoded, double, double)} for one picture against each of N. */
    default <F extends Features<F>> F mapOfMany(Encoded<F> one, Encoded<F> many, double s, double t) {
        return mapOfMany(one, many).plus(one.embedding().dot(many.embedding()).scaled(s, t)); // [N,P,h,w] + [N,1,1,1]
    }

    /** The score of each pair from its map, {@code [N,P,h,w] -> [N]}: the mean of the means of its P planes. */
    static <F extends Features<F>> F score(F map) {
        if (map.channels() == 1) {
            return map.mean();
        }
        F ofA = map.channels(0, 1).mean(); // separate, so that swapping the pictures swaps two terms of a sum
        F ofB = map.channels(1, 2).mean();
        return ofA.plus(ofB).scaled(0.5, 0);
    }
}
