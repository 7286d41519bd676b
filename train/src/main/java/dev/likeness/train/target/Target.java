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
     * @param nonMatches {@code [M]}, the head's scores of pairs that do not match
     * @param first {@code [N,D]}, embeddings of one picture of each identity, unit length
     * @param second {@code [N,D]}, embeddings of another picture of the same identities in the same order
     * @param temperature what cosines are divided by
     */
    record Scored(Tensor matches, Tensor nonMatches, Tensor first, Tensor second, double temperature) {}
}
