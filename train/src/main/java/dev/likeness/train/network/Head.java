package dev.likeness.train.network;

/**
 * Where the features of two pictures meet: learned weights in the place of a fixed measure.
 *
 * <p>Written in two parts, so that all that belongs to one picture alone is computed once for it, however often it is
 * compared. Heads are symmetric, {@code combine(a, b) = combine(b, a)}, and none is additive in its two pictures: one
 * that is, {@code u(a) + v(b)}, ranks every b alike for every a.
 */
public interface Head {
    /** For each picture: {@code [N,C,h,w] -> [N,K,h',w']}. */
    <F extends Features<F>> F prepare(F x);

    /**
     * For each pair: {@code [N,K,h',w'], [N,K,h',w'] -> [N,1,h,w]}, the likeness map, whose mean is the score. A head
     * that looks elsewhere in the other picture gives two, {@code [N,2,h,w]}: that of a in a's coordinates, then that
     * of b in b's; swapping the pictures swaps them.
     */
    <F extends Features<F>> F combine(F a, F b);
}
