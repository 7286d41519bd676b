package dev.likeness.evaluation;

import dev.likeness.calibration.LogisticFusion;

/** Fits a {@link LogisticFusion} of the head's score and the embedding's cosine to pairs whose answers are known. */
public final class FusionFit {
    /** On standardised features, with losses of order 1: it only matters if the data do not determine the fit. */
    private static final double RIDGE = 1e-4;
    /** A standardised weight below this does not change a ranking noticeably. */
    private static final double NEGLIGIBLE = 1e-3;

    private FusionFit() {}

    /**
     * Fits the weights to pairs that the model was not trained on. A weight that would be negative, or negligible relative to
     * the spread of the features, is 0. The fit is finite even if the classes are separable, by Platt's smoothed targets and
     * a ridge of 1e-4 on the standardised features.
     *
     * @param heads the head's score of each pair, finite
     * @param cosines the embedding's cosine of each pair, in the same order
     * @param matches which pairs match; both classes are needed
     * @throws IllegalArgumentException if the arrays differ in length, contain a number that is not finite, or one
     *     class of pairs is missing
     */
    public static LogisticFusion of(double[] heads, double[] cosines, boolean[] matches) {
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
}
