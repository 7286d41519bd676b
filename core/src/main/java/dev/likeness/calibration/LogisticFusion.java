package dev.likeness.calibration;

import java.util.Optional;

/**
 * How much to trust the head and how much the embedding: a logistic regression of matches on the head's score and the
 * embedding's cosine, {@code logit = head · score + embedding · cosine + bias}, for a share of matches of 0.5.
 *
 * @param head the weight of the head's score, at least 0
 * @param embedding the weight of the cosine, at least 0
 * @param bias finite
 */
public record LogisticFusion(double head, double embedding, double bias) {
    public LogisticFusion {
        if (!(head >= 0 && embedding >= 0) || !Double.isFinite(head + embedding + bias)) {
            throw new IllegalArgumentException(
                    "a fusion needs finite weights of at least 0 and a finite bias, not head " + head + ", embedding "
                            + embedding + ", bias " + bias);
        }
    }

    /**
     * The term that the embedding adds to the head's score: {@code score = head's score + scale · cosine + offset}.
     *
     * @param scale at least 0
     * @param offset finite
     */
    public record EmbeddingTerm(double scale, double offset) {}

    /** The log odds that a pair matches. */
    public double logit(double headScore, double cosine) {
        return head * headScore + embedding * cosine + bias;
    }

    /**
     * This fusion on the scale of the head's score, where the embedding is added to each cell of the map: scale =
     * embedding / head, offset = bias / head. Empty if the head's weight is 0: the head then adds nothing to the
     * embedding (or neither tells anything), and the cosine alone should be the score.
     */
    public Optional<EmbeddingTerm> embeddingTerm() {
        return head == 0 ? Optional.empty() : Optional.of(new EmbeddingTerm(embedding / head, bias / head));
    }
}
