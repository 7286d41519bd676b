package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import java.util.Optional;

/**
 * A false-match rate that was promised, and the one that was measured.
 *
 * @param promised the rate that the threshold stands for
 * @param threshold on the score
 * @param certified whether independent pairs certified it; else it was an {@linkplain Threshold.Estimate estimate}
 * @param measured the share of non-matching pairs that the threshold calls matches, with its interval
 */
public record KeptPromise(double promised, double threshold, boolean certified, Rate measured) {
    /** What the measurement says of the promise. */
    public enum Verdict {
        /** The measured rate is at most the promised one. */
        HELD,
        /** The measured rate is higher, by no more than chance explains: its interval reaches down to the promised one. */
        WITHIN_CHANCE,
        /** The whole interval of the measured rate is above the promised one. */
        BROKEN
    }

    public Verdict verdict() {
        if (measured.value() <= promised) {
            return Verdict.HELD;
        }
        return measured.low() <= promised ? Verdict.WITHIN_CHANCE : Verdict.BROKEN;
    }

    /**
     * Measures a promise on pairs that it was not made on.
     *
     * @param scored pairs of both kinds
     * @return empty where the model states no threshold for the rate
     */
    public static Optional<KeptPromise> of(Threshold promise, ScoredPairs scored, long seed) {
        return Optional.ofNullable(promise.choose())
                .map(chosen -> new KeptPromise(
                        promise.rate(),
                        chosen.threshold(),
                        chosen.certified(),
                        CalibrationFit.falseMatches(scored, chosen.threshold(), seed)));
    }
}
