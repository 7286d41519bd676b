package dev.likeness.evaluation;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Threshold;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the stated probabilities and false-match rates of a model hold on new pairs.
 *
 * @param reliability of the probabilities
 * @param falseMatches of each stated false-match rate, in the order of the model's thresholds
 */
public record CalibrationCheck(Reliability reliability, List<FalseMatchCheck> falseMatches) {
    private static final int RESAMPLES = 500;

    public CalibrationCheck {
        falseMatches = List.copyOf(falseMatches);
    }

    /**
     * Compares what a model states with pairs that it was not calibrated on.
     *
     * @param calibration for the share of matches at which the probabilities are checked
     * @param thresholds as the model states them
     * @param seed of the bootstrap
     */
    public static CalibrationCheck of(
            Calibration calibration, List<Threshold> thresholds, ScoredPairs scored, long seed) {
        Reliability reliability = Reliability.of(calibration, scored, RESAMPLES, seed);
        List<FalseMatchCheck> checks = new ArrayList<>();
        for (Threshold stated : thresholds) {
            checks.add(FalseMatchCheck.of(stated, scored, seed));
        }
        return new CalibrationCheck(reliability, checks);
    }
}
