package dev.likeness.train.target;

import org.bytedeco.pytorch.Tensor;

/** What training pulls towards: a loss over the scores of pairs, or over embeddings; lower is better. */
public interface Target {
    /** The loss of one step, a scalar that gradients flow from. */
    Tensor loss(Scored step);

    /**
     * What one step has scored.
     *
     * @param matches {@code [N]}, the head's scores of matching pairs
     * @param nonMatches {@code [K*N+S]}, the head's scores of pairs that do not match: for each of K kinds of negatives,
     *     1 or more, one for every match and with the same first picture, in the order of the matches; then the strangers
     * @param strangers S, pairs declared not to match, which stand alone; 0 or more
     * @param first {@code [N,D]}, embeddings of one picture of each identity, unit length
     * @param second {@code [N,D]}, embeddings of another picture of the same identities in the same order
     * @param temperature what cosines are divided by, above 0
     * @param margin by how much matches and others are to lie apart, on the scale of the target, above 0
     */
    record Scored(
            Tensor matches,
            Tensor nonMatches,
            int strangers,
            Tensor first,
            Tensor second,
            double temperature,
            double margin) {
        public Scored {
            long n = matches.size(0);
            long negatives = nonMatches.size(0) - strangers;
            if (strangers < 0 || negatives < n || negatives % n != 0) {
                throw new IllegalArgumentException(nonMatches.size(0) + " non-matches, of them " + strangers
                        + " strangers, beside " + n + " matches; allowed: for each kind of negatives as many as"
                        + " matches, of one kind or more, then the strangers");
            }
        }

        /** {@code [K,N]}: one row for each kind of negatives, each column's with the same first picture as its match. */
        Tensor aligned() {
            long n = matches.size(0);
            return nonMatches.narrow(0, 0, nonMatches.size(0) - strangers).view(-1, n); // [K*N+S] -> [K,N]
        }
    }
}
