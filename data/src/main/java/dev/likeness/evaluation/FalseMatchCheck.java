package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stated false-match rate and its measurement.
 *
 * @param stated the rate that the threshold stands for, 0 to 1
 * @param measurement at that threshold; null if the model has no threshold for the rate
 */
public record FalseMatchCheck(double stated, @Nullable Measurement measurement) {
    /**
     * The rate that was measured at a threshold.
     *
     * @param threshold on the score
     * @param certified whether independent pairs certified it; otherwise it is an {@linkplain Threshold.Estimate estimate}
     * @param rate the share of non-matching pairs that reach the threshold, with its interval
     * @param finding the comparison with the stated rate
     */
    public record Measurement(double threshold, boolean certified, Rate rate, Finding finding) {}

    /** How a measured rate compares with the stated one. */
    public enum Finding {
        /** The measured rate is at most the stated one. */
        HELD,
        /** The measured rate is higher, but its interval contains the stated one. */
        WITHIN_CHANCE,
        /** The whole interval of the measured rate is above the stated one. */
        BROKEN;

        static Finding of(double stated, Rate measured) {
            if (measured.value() <= stated) {
                return HELD;
            }
            return measured.low() <= stated ? WITHIN_CHANCE : BROKEN;
        }
    }

    /**
     * Measures a stated rate on pairs that the threshold was not chosen on.
     *
     * @param scored matches and non-matches
     */
    public static FalseMatchCheck of(Threshold stated, ScoredPairs scored, long seed) {
        Measurement measurement = Optional.ofNullable(stated.choose())
                .map(chosen -> {
                    Rate rate = CalibrationFit.falseMatches(scored, chosen.threshold(), seed);
                    return new Measurement(
                            chosen.threshold(), chosen.certified(), rate, Finding.of(stated.rate(), rate));
                })
                .orElse(null);
        return new FalseMatchCheck(stated.rate(), measurement);
    }
}
