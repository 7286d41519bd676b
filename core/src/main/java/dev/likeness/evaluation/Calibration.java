package dev.likeness.evaluation;

import java.util.Arrays;

/**
 * From a score to a probability: {@code p = 1 / (1 + exp(-(slope · score + offset)))}.
 *
 * <p>J. Platt, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods"
 * (1999). A higher score never means a lower probability.
 *
 * @param slope at least 0; 0 where the scores tell nothing
 * @param offset finite
 * @param prior the share of pairs that match, for which the probability holds; above 0 and below 1
 */
public record Calibration(double slope, double offset, double prior) {
    public Calibration {
        Scores.requireShare("a share of matches", prior);
        if (!(slope >= 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                    "a calibration needs a finite slope of at least 0 and a finite offset, not " + slope + " and "
                            + offset);
        }
    }

    /** {@link #fit(double[], double[], double)} for data in which half of the pairs match. */
    public static Calibration fit(double[] positives, double[] negatives) {
        return fit(positives, negatives, 0.5);
    }

    /**
     * Fits slope and offset to scores of pairs that the measure was not trained on, by maximum likelihood with Platt's
     * smoothed targets: finite also where a threshold separates the classes. Matches are weighed to their stated
     * share, however many are given.
     *
     * @param positives scores of matching pairs, finite, at least one
     * @param negatives scores of pairs that do not match, finite, at least one
     * @param prior the share of matches to calibrate for, above 0 and below 1
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Calibration fit(double[] positives, double[] negatives, double prior) {
        Scores.requireSome("scores of matching pairs", positives);
        Scores.requireSome("scores of non-matching pairs", negatives);
        Scores.requireShare("a share of matches", prior);
        double[] scores = Arrays.copyOf(positives, positives.length + negatives.length);
        System.arraycopy(negatives, 0, scores, positives.length, negatives.length);
        boolean[] matches = new boolean[scores.length];
        Arrays.fill(matches, 0, positives.length, true);
        Standardised feature = Standardised.of(scores);
        double[] theta = LogisticFit.of(new double[][] {feature.values()}, matches, prior, 0)
                .minimum();
        double slope = feature.rawWeight(theta[0]);
        return new Calibration(slope, theta[1] - slope * feature.mean(), prior);
    }

    /** The probability that a pair of this score matches, 0 to 1. */
    public double probability(double score) {
        return LogisticFit.sigmoid(slope * score + offset);
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
        Scores.requireShare("a share of matches", share);
        return new Calibration(slope, offset + logOdds(share) - logOdds(prior), share);
    }

    private static double logOdds(double share) {
        return Math.log(share) - Math.log1p(-share);
    }
}
