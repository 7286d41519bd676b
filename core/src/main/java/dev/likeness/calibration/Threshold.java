package dev.likeness.calibration;

import org.jspecify.annotations.Nullable;

/**
 * The score from which on a pair is called a match, for a stated false-match rate.
 *
 * <p>Independent pairs certify the threshold: it is an order statistic of the scores of pairs that share no identity. Its
 * rank is low enough that the rate on further such pairs is at most the stated one, with 95 % confidence (Wilks 1941). To
 * certify 10 % takes 29 pairs of 58 identities; 1 % takes 299 pairs, and 0.1 % takes 2,995. The {@link Estimate} comes from
 * many more pairs, which share identities: it is more precise, but does not have that confidence.
 *
 * @param rate the false-match rate, above 0 and below 1
 * @param threshold match where the score is at least this; null if the sample is too small to certify the rate
 * @param bound the highest rate that the sample leaves possible at the threshold, one-sided, 95 %; at most {@code rate};
 *     null with the threshold
 * @param pairs the number of independent pairs
 * @param estimate from all pairs; null if those are too few for an estimate
 */
public record Threshold(
        double rate,
        @Nullable Double threshold,
        @Nullable Double bound,
        int pairs,
        @Nullable Estimate estimate) {
    public Threshold {
        Rate.requireShare("a false-match rate", rate);
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
     *     bootstrap; 0 to 1 if no interval is known
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
}
