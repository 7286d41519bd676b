package dev.likeness.evaluation;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import java.util.Arrays;

/**
 * Fits a {@link Calibration} to scores of labelled pairs.
 *
 * <p>J. Platt, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods"
 * (1999).
 */
final class PlattScaling {
    private PlattScaling() {}

    /** {@link #of(double[], double[], double)} for a prior of one half. */
    public static Calibration of(double[] positives, double[] negatives) {
        return of(positives, negatives, 0.5);
    }

    /**
     * Fits slope and offset to scores of pairs that the measure was not trained on, by maximum likelihood with Platt's
     * smoothed targets: finite even if a threshold separates the classes. Matches are weighted to the prior, independent of
     * their number.
     *
     * @param positives scores of matching pairs, finite, at least one
     * @param negatives scores of non-matching pairs, finite, at least one
     * @param prior the share of matches to calibrate for, above 0 and below 1
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Calibration of(double[] positives, double[] negatives, double prior) {
        Scores.requireSome("scores of matching pairs", positives);
        Scores.requireSome("scores of non-matching pairs", negatives);
        Rate.requireShare("a share of matches", prior);
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
}
