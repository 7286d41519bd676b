package dev.likeness;

import org.jspecify.annotations.Nullable;

/**
 * How strict a model is to be, and how often its users' pairs match.
 *
 * @param falseMatchRate of the non-matching pairs, the share that may be called matches: one of those that the model
 *     states, such as 0.1, 0.01 or 0.001; null for the usual, 1 %, or the strictest that it states if that is less strict
 * @param prior the share of pairs that match, above 0 and below 1, for which probabilities hold. It moves probabilities
 *     only: a threshold for a false-match rate does not depend on it
 */
public record OperatingPoint(@Nullable Double falseMatchRate, double prior) {
    /** The usual false-match rate, and as many pairs that match as do not. */
    public static final OperatingPoint USUAL = new OperatingPoint(null, 0.5);

    public OperatingPoint {
        if (!(prior > 0 && prior < 1)) {
            throw new IllegalArgumentException(
                    "the share of pairs that match is " + prior + "; it must lie between 0 and 1, both excluded");
        }
        if (falseMatchRate != null && !(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException(
                    "the false-match rate is " + falseMatchRate + "; it must lie between 0 and 1, both excluded");
        }
    }

    /** The usual share of matches at this false-match rate. */
    public static OperatingPoint atFalseMatchRate(double rate) {
        return new OperatingPoint(rate, USUAL.prior);
    }
}
