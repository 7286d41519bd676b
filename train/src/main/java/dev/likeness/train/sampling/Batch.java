package dev.likeness.train.sampling;

/**
 * The pictures of one step, altered and ready for the network.
 *
 * @param pixels {@code [2N+2M,H,W,c]}: N first pictures, their N partners, M firsts of strangers, M seconds
 * @param matches N, matching pairs
 * @param strangers M, pairs declared not to match
 */
@SuppressWarnings("ArrayRecordComponent") // made anew for each step
public record Batch(byte[] pixels, int matches, int strangers) {
    public int pictures() {
        return 2 * (matches + strangers);
    }
}
