package dev.likeness.evaluation;

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
    /** On standardised features, with losses of order 1: too weak to be seen except where data leave the fit open. */
    private static final double RIDGE = 1e-4;
    /** A standardised weight below this moves no ranking worth the name. */
    private static final double NEGLIGIBLE = 1e-3;

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

    /**
     * Fits the weights to pairs that the model was not trained on. A weight that would be negative, or next to nothing
     * against the features' spread, is 0. Finite also where the classes are apart: Platt's smoothed targets, and a
     * ridge of 1e-4 on the standardised features.
     *
     * @param heads the head's score of each pair, finite
     * @param cosines the embedding's cosine of each pair, in the same order
     * @param matches which pairs match; both kinds are needed
     * @throws IllegalArgumentException if the arrays differ in length, hold a number that is not finite, or one kind
     *     of pair is missing
     */
    public static LogisticFusion fit(double[] heads, double[] cosines, boolean[] matches) {
        int n = matches.length;
        if (heads.length != n || cosines.length != n) {
            throw new IllegalArgumentException(
                    heads.length + " head scores and " + cosines.length + " cosines for " + n + " pairs");
        }
        Scores.requireFinite("head scores", heads);
        Scores.requireFinite("cosines", cosines);
        int positives = 0;
        for (boolean match : matches) {
            positives += match ? 1 : 0;
        }
        if (positives == 0 || positives == n) {
            throw new IllegalArgumentException(
                    "a fusion needs matching and non-matching pairs, not " + positives + " matching of " + n);
        }
        Standardised head = Standardised.of(heads);
        Standardised cosine = Standardised.of(cosines);
        double[] theta = LogisticFit.of(new double[][] {head.values(), cosine.values()}, matches, 0.5, RIDGE)
                .minimum();
        double headWeight = head.rawWeight(theta[0] < NEGLIGIBLE ? 0 : theta[0]);
        double cosineWeight = cosine.rawWeight(theta[1] < NEGLIGIBLE ? 0 : theta[1]);
        return new LogisticFusion(
                headWeight, cosineWeight, theta[2] - headWeight * head.mean() - cosineWeight * cosine.mean());
    }

    /** The log odds that a pair matches. */
    public double logit(double headScore, double cosine) {
        return head * headScore + embedding * cosine + bias;
    }

    /**
     * This fusion on the scale of the head's score, where the embedding is added to each cell of the map: scale =
     * embedding / head, offset = bias / head. Empty where the head's weight is 0: the head then adds nothing to the
     * embedding (or neither tells anything), and the cosine alone should be the score.
     */
    public Optional<EmbeddingTerm> embeddingTerm() {
        return head == 0 ? Optional.empty() : Optional.of(new EmbeddingTerm(embedding / head, bias / head));
    }
}
