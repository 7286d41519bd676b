package dev.likeness.train.sampling;

/**
 * The pictures of one step, altered and ready for the network.
 *
 * @param pixels {@code [2N+2M,H,W,c]}: the first pictures of all pairs, N that match and M strangers, then the second
 *     ones in the same order
 * @param matches N, matching pairs
 * @param strangers M, pairs declared not to match
 */
@SuppressWarnings("ArrayRecordComponent") // made anew for each step
public record Batch(byte[] pixels, int matches, int strangers) {
    public int pictures() {
        return 2 * (matches + strangers);
    }
}
