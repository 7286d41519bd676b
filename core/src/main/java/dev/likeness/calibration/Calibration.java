package dev.likeness.calibration;

/**
 * From a score to a probability: {@code p = 1 / (1 + exp(-(slope · score + offset)))}.
 *
 * <p>J. Platt, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods"
 * (1999). A higher score never means a lower probability.
 *
 * @param slope at least 0; 0 if the scores contain no information
 * @param offset finite
 * @param prior the share of pairs that match, for which the probability holds; above 0 and below 1
 */
public record Calibration(double slope, double offset, double prior) {
    public Calibration {
        Rate.requireShare("a share of matches", prior);
        if (!(slope >= 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                    "a calibration needs a finite slope of at least 0 and a finite offset, not " + slope + " and "
                            + offset);
        }
    }

    /** The probability that a pair of this score matches, 0 to 1. */
    public double probability(double score) {
        double z = slope * score + offset;
        return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)); // neither overflows
    }

    /** The score at which the odds are even, a probability of one half; 0 where scores tell nothing. */
    public double evenScore() {
        return slope == 0 ? 0 : -offset / slope;
    }

    /**
     * The same evidence where matches are rarer or more frequent: the offset moves by the difference of the log odds.
     *
     * @param share of pairs that match, above 0 and below 1
     */
    public Calibration withPrior(double share) {
        Rate.requireShare("a share of matches", share);
        return new Calibration(slope, offset + logOdds(share) - logOdds(prior), share);
    }

    private static double logOdds(double share) {
        return Math.log(share) - Math.log1p(-share);
    }
}
