package dev.likeness.train.network;

/**
 * Combines the features of two pictures: learned weights instead of a fixed measure.
 *
 * <p>A head has two parts, so that everything that depends on one picture alone is computed once for it, independent of
 * the number of comparisons. Heads are symmetric, {@code combine(a, b) = combine(b, a)}, and not additive in their two
 * pictures: an additive head, {@code u(a) + v(b)}, ranks every b alike for every a.
 */
public interface Head {
    /** For each picture: {@code [N,C,h,w] -> [N,K,h',w']}. */
    <F extends Features<F>> F prepare(F x);

    /**
     * For each pair: {@code [N,K,h',w'], [N,K,h',w'] -> [N,1,h,w]}, the likeness map, whose mean is the score. A head
     * that compares different places of the two pictures gives two maps, {@code [N,2,h,w]}: that of a in a's coordinates,
     * then that of b in b's coordinates. Swapping the pictures swaps the maps.
     */
    <F extends Features<F>> F combine(F a, F b);

    /**
     * As {@link #combine} for one picture against each of N, {@code [1,K,h',w'], [N,K,h',w'] -> [N,P,h,w]}, equal up to
     * rounding; or only its mean, {@code [N,1,1,1]}. A head whose {@code combine} computes something twice for exact
     * symmetry, or has more than one operation for all pairs of cells, can be faster here.
     */
    default <F extends Features<F>> F combineMany(F one, F many) {
        return combine(one, many);
    }
}
