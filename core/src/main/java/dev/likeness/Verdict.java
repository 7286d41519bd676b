package dev.likeness;

import org.jspecify.annotations.Nullable;

/**
 * The answer of a model, or of another measure that was calibrated, for two pictures.
 *
 * @param model the name of the model or measure
 * @param score higher is more alike; for a model uncalibrated log odds, for another measure on its own scale
 * @param probability that the pictures show the same thing, 0 to 1, if a share of {@code prior} of all pairs match
 * @param prior the share of matching pairs, above 0 and below 1
 * @param match whether the score reaches the threshold
 * @param threshold on the score
 * @param falseMatchRate the share of non-matching pairs that reach the threshold, measured on identities that the model
 *     was not trained on; null if too few pairs were measured: the threshold is then the score of even odds
 * @param certified true if the rate is an upper bound with 95 % confidence, from independent pairs; false if it is an
 *     estimate ({@link dev.likeness.calibration.Threshold})
 */
public record Verdict(
        String model,
        double score,
        double probability,
        double prior,
        boolean match,
        double threshold,
        @Nullable Double falseMatchRate,
        boolean certified) {}
