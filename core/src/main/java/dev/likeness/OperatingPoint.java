package dev.likeness;

import org.jspecify.annotations.Nullable;

/**
 * The threshold of a model, by its false-match rate, and the share of matching pairs in the user's data.
 *
 * @param falseMatchRate the share of non-matching pairs that may be called matches: one of the rates of the model's
 *     thresholds, such as 0.1, 0.01 or 0.001; null for {@link #DEFAULT_FALSE_MATCH_RATE}, or the
 *     lowest higher rate of the model: {@link Verdict#falseMatchRate} tells which
 * @param prior the share of matching pairs for which probabilities are computed, above 0 and below 1. It does not change
 *     the threshold
 */
public record OperatingPoint(@Nullable Double falseMatchRate, double prior) {
    /** The default false-match rate: 1 %. */
    public static final double DEFAULT_FALSE_MATCH_RATE = 0.01;

    /** The default false-match rate; half of all pairs match. */
    public static final OperatingPoint USUAL = new OperatingPoint(null, 0.5);

    public OperatingPoint {
        if (!(prior > 0 && prior < 1)) {
            throw new IllegalArgumentException(
                    "the share of matching pairs is " + prior + "; it must be above 0 and below 1");
        }
        if (falseMatchRate != null && !(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException(
                    "the false-match rate is " + falseMatchRate + "; it must be above 0 and below 1");
        }
    }

    /** This false-match rate; half of all pairs match. */
    public static OperatingPoint atFalseMatchRate(double rate) {
        return new OperatingPoint(rate, USUAL.prior);
    }
}
