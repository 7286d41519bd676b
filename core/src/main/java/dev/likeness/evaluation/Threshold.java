package dev.likeness.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The score from which on a pair is called a match, for a stated false-match rate.
 *
 * <p>Certified is what independent pairs show: an order statistic of pairs that share no identity, low enough in rank
 * that the rate on further such pairs is at most the one stated, with 95 % confidence ({@link BinomialBound Wilks}). It
 * takes 29 pairs, of 58 identities, to certify 10 %; 299 for 1 %; 2,995 for 0.1 %. The {@link Estimate} beside it comes
 * from many more pairs, which share identities: closer, and without that confidence.
 *
 * @param rate the false-match rate, above 0 and below 1
 * @param threshold match where the score is at least this; null where the sample is too small to certify the rate
 * @param bound the highest rate that the sample leaves possible at the threshold, one-sided, 95 %; at most {@code rate};
 *     null with the threshold
 * @param pairs how many independent pairs it was read from
 * @param estimate from all pairs; null where those are too few to tell
 */
public record Threshold(
        double rate,
        @Nullable Double threshold,
        @Nullable Double bound,
        int pairs,
        @Nullable Estimate estimate) {
    public Threshold {
        Scores.requireShare("a false-match rate", rate);
        if (pairs < 0 || (threshold == null) != (bound == null)) {
            throw new IllegalArgumentException("a threshold has a bound and a count of pairs that is not negative, not "
                    + bound + " and " + pairs);
        }
        if (threshold != null && (!Double.isFinite(threshold) || !(bound > 0 && bound <= rate))) {
            throw new IllegalArgumentException("a certified threshold is a finite score, its bound above 0 and at most "
                    + rate + ", not " + threshold + " and " + bound);
        }
    }

    /**
     * What pairs that share identities suggest.
     *
     * @param threshold match where the score is at least this
     * @param measured the share of them that it calls matches, at most the rate asked for, with its interval by the
     *     bootstrap; 0 to 1 where no interval is known
     * @param pairs how many they are
     */
    public record Estimate(double threshold, Rate measured, int pairs) {
        public Estimate {
            if (!Double.isFinite(threshold) || pairs < 1) {
                throw new IllegalArgumentException(
                        "an estimate is a finite score from 1 pair or more, not " + threshold + " from " + pairs);
            }
        }
    }

    /** What {@link #choose} gives. */
    public record Chosen(double threshold, boolean certified) {}

    /** The certified threshold, else the estimated one, else null. */
    public @Nullable Chosen choose() {
        if (threshold != null) {
            return new Chosen(threshold, true);
        }
        return estimate == null ? null : new Chosen(estimate.threshold, false);
    }

    /**
     * The lowest threshold that independent pairs certify for a rate.
     *
     * @param rate above 0 and below 1
     * @param independent finite scores of pairs that do not match and share no identity, in any order
     * @param estimate to stand beside it
     * @throws IllegalArgumentException if the rate is out of its range or a score is not finite
     */
    public static Threshold certified(double rate, double[] independent, @Nullable Estimate estimate) {
        Scores.requireShare("a false-match rate", rate);
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
        Scores.requireShare("a false-match rate", rate);
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
