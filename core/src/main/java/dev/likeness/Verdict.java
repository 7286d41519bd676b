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
 * @param inDomain whether both pictures are like those that the model was trained for; if false, score and probability
 *     mean little. Null if it is unknown: the model has no statistics of its domain, or codes were compared, which
 *     contain no pictures
 */
public record Verdict(
        String model,
        double score,
        double probability,
        double prior,
        boolean match,
        double threshold,
        @Nullable Double falseMatchRate,
        boolean certified,
        @Nullable Boolean inDomain) {
    /** A verdict on pictures of which it is unknown whether they are in the model's domain. */
    public Verdict(
            String model,
            double score,
            double probability,
            double prior,
            boolean match,
            double threshold,
            @Nullable Double falseMatchRate,
            boolean certified) {
        this(model, score, probability, prior, match, threshold, falseMatchRate, certified, null);
    }

    /** The same verdict on pictures of which it is known whether both are in the domain; null for unknown. */
    public Verdict ofDomain(@Nullable Boolean known) {
        return new Verdict(model, score, probability, prior, match, threshold, falseMatchRate, certified, known);
    }
}
