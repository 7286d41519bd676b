package dev.likeness.train.network;

/**
 * A power mean with a learned exponent that stays above 0: {@code p = start exp(logExponent)}.
 *
 * @param logExponent {@code [1]}, 0 at the start
 * @param start the exponent before training, above 0
 */
public record PowerMean(Parameter logExponent, double start) {
    /** Smaller features count as this: a power mean is defined for numbers above 0, and features after a ReLU may be 0. */
    public static final double FLOOR = 1e-6;
}
