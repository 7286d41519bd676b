package dev.likeness.train.target;

import org.bytedeco.pytorch.Tensor;

/** The target of training: a loss over the scores of pairs, or over embeddings; lower is better. */
public interface Target {
    /** The loss of one step: a scalar with gradients. */
    Tensor loss(Scored step);

    /**
     * The scores and embeddings of one step.
     *
     * @param matches {@code [N]}, the head's scores of matching pairs
     * @param nonMatches {@code [K*N+S]}, the head's scores of pairs that do not match. First, for each of the K choices of
     *     negatives, at least 1, one pair for each match, with the same first picture and in the order of the matches; then
     *     the declared non-matches
     * @param declaredNonMatches S, the number of pairs that the data declare not to match; they belong to no match; 0 or more
     * @param first {@code [N,D]}, embeddings of one picture of each identity, unit length
     * @param second {@code [N,D]}, embeddings of another picture of the same identities in the same order
     * @param temperature the divisor of the cosines
     * @param margin the wanted distance of matches and others, on the scale of the target, above 0
     */
    record Scored(
            Tensor matches,
            Tensor nonMatches,
            int declaredNonMatches,
            Tensor first,
            Tensor second,
            Temperature temperature,
            double margin) {
        public Scored {
            long n = matches.size(0);
            long negatives = nonMatches.size(0) - declaredNonMatches;
            if (declaredNonMatches < 0 || negatives < n || negatives % n != 0) {
                throw new IllegalArgumentException(nonMatches.size(0) + " non-matches, of which " + declaredNonMatches
                        + " are declared, for " + n + " matches; allowed: a multiple of the number of matches, at least"
                        + " once, plus the declared ones");
            }
        }

        /** {@code [K,N]}: one row for each choice of negatives; a column has the first picture of its match. */
        Tensor aligned() {
            long n = matches.size(0);
            return nonMatches
                    .narrow(0, 0, nonMatches.size(0) - declaredNonMatches)
                    .view(-1, n); // [K*N+S] -> [K,N]
        }
    }
}
