package dev.likeness.train.sampling;

/**
 * The pictures of one step, altered and ready for the network.
 *
 * @param pixels {@code [2N+2M,H,W,c]}: the first pictures of all pairs, N matches and M declared non-matches, then the
 *     second pictures in the same order
 * @param matches N, the number of matching pairs
 * @param declaredNonMatches M, the number of pairs declared not to match
 */
@SuppressWarnings("ArrayRecordComponent") // made for each step
public record Batch(byte[] pixels, int matches, int declaredNonMatches) {
    public int pictures() {
        return 2 * (matches + declaredNonMatches);
    }
}
