package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the {@link Threshold} of a false-match rate from scores of pairs that do not match. */
final class ThresholdFit {
    private ThresholdFit() {}

    /**
     * The lowest threshold that independent pairs certify for a rate.
     *
     * @param rate above 0 and below 1
     * @param independent finite scores of pairs that do not match and share no identity, in any order
     * @param estimate to stand beside it
     * @throws IllegalArgumentException if the rate is out of its range or a score is not finite
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
     * The lowest threshold at which the share of these negatives that score at least as high is at most the rate: the
     * rate in the sample. How far the rate on other pairs may lie above it is not answered here.
     *
     * @return null where there are fewer than 1/rate of them, too few to tell
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

    /** The next number above the highest score but so many; scores tied with that one all fall below it. */
    private static double above(int allowed, double[] scores) {
        double[] rising = scores.clone();
        Arrays.sort(rising);
        return Math.nextUp(rising[scores.length - 1 - allowed]);
    }
}
