package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the {@link Threshold} for a false-match rate from scores of non-matching pairs. */
final class ThresholdFit {
    private ThresholdFit() {}

    /**
     * The lowest threshold that independent pairs certify for a rate.
     *
     * @param rate above 0 and below 1
     * @param independent finite scores of non-matching pairs that share no identity, in any order
     * @param estimate the all-pairs estimate to record with it
     * @throws IllegalArgumentException if the rate is out of range or a score is not finite
     */
    public static Threshold certified(double rate, double[] independent, Threshold.@Nullable Estimate estimate) {
        Rate.requireShare("a false-match rate", rate);
        Scores.requireFinite("scores of non-matching pairs", independent);
        int count = independent.length;
        int allowed = BinomialBound.allowed(rate, count);
        return allowed < 0
                ? new Threshold(rate, null, null, count, estimate)
                : new Threshold(
                        rate, above(allowed, independent), BinomialBound.upper(allowed, count), count, estimate);
    }

    /**
     * The lowest threshold at which the share of accepted negatives in this sample is at most the rate. The rate on other
     * pairs may be higher.
     *
     * @return null if there are fewer than 1/rate negatives
     */
    static @Nullable Double inSample(double rate, double[] negatives) {
        Rate.requireShare("a false-match rate", rate);
        Scores.requireFinite("scores of non-matching pairs", negatives);
        int count = negatives.length;
        int allowed = (int) Math.min(count, Math.ceil(rate * count));
        while (allowed > 0 && (double) allowed / count > rate) {
            allowed--;
        }
        return allowed == 0 ? null : above(allowed, negatives);
    }

    /** The lowest threshold that at most {@code allowed} scores reach; ties are rejected together. */
    private static double above(int allowed, double[] scores) {
        double[] rising = scores.clone();
        Arrays.sort(rising);
        return Math.nextUp(rising[scores.length - 1 - allowed]);
    }
}
