package dev.likeness;

import org.jspecify.annotations.Nullable;

/**
 * What a model says of two pictures.
 *
 * @param model its name
 * @param score higher is more alike; log odds up to the calibration
 * @param probability that they show the same thing, 0 to 1, where a share of {@code prior} of all pairs does
 * @param prior that share, above 0 and below 1
 * @param match whether the score reaches the threshold
 * @param threshold on the score
 * @param falseMatchRate the share of non-matching pairs that reach the threshold, as measured on identities that the
 *     model was not trained on; null where the model was measured on too few pairs to state one: the threshold then lies
 *     at even odds
 * @param certified whether that rate is a bound that independent pairs gave, with 95 % confidence; else it is an estimate
 *     ({@link dev.likeness.calibration.Threshold})
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
