package dev.likeness.evaluation;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.data.CalibrationPairs;
import dev.likeness.data.PicturePair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calibration of a measure, fitted to pictures of identities that it was not trained on.
 *
 * @param calibration from scores to probabilities
 * @param thresholds for false-match rates of 10, 1 and 0.1 %, in this order
 * @param scored the pairs that the calibration and the estimates are fitted to
 */
public record CalibrationFit(Calibration calibration, List<Threshold> thresholds, ScoredPairs scored) {
    /** The false-match rates that have thresholds. */
    public static final List<Double> RATES = List.of(0.1, 0.01, 0.001);

    private static final int RESAMPLES = 500;

    public CalibrationFit {
        thresholds = List.copyOf(thresholds);
    }

    /**
     * Scores a sample and fits calibration and thresholds to it.
     *
     * @param prior the share of matches to calibrate for
     * @param seed of the bootstrap
     * @throws dev.likeness.error.InputException if, without unreadable pictures, matches or non-matches are missing
     */
    public static CalibrationFit of(MeasureUnderTest tested, CalibrationPairs sample, double prior, long seed) {
        List<PicturePair> both = new ArrayList<>(sample.all());
        both.addAll(sample.disjoint());
        PictureCodes codes = PictureCodes.ofPairs(tested, both);
        ScoredPairs all = codes.compare(tested.measure(), codes.usablePairs(sample.all()), tested.progress());
        List<PicturePair> independent = codes.readablePairs(sample.disjoint());
        return of(all, codes.compare(tested.measure(), independent, tested.progress()), prior, seed);
    }

    /** Fits calibration and thresholds to scored pairs. */
    static CalibrationFit of(ScoredPairs all, ScoredPairs disjoint, double prior, long seed) {
        List<Threshold> thresholds = new ArrayList<>();
        double floor = Double.NEGATIVE_INFINITY; // a stricter rate never has a lower threshold
        for (double rate : RATES) {
            Threshold.Estimate estimate = estimate(rate, floor, all, seed);
            Threshold found = ThresholdFit.certified(rate, disjoint.scores(), estimate);
            Threshold.Chosen chosen = found.choose();
            floor = chosen == null ? floor : Math.max(floor, chosen.threshold());
            thresholds.add(found);
        }
        return new CalibrationFit(PlattScaling.of(all.positives(), all.negatives(), prior), thresholds, all);
    }

    private static Threshold.@Nullable Estimate estimate(double rate, double floor, ScoredPairs all, long seed) {
        Double threshold = ThresholdFit.inSample(rate, all.negatives());
        if (threshold == null) {
            return null;
        }
        double raised = Math.max(floor, threshold);
        return new Threshold.Estimate(raised, falseMatches(all, raised, seed), all.negatives().length);
    }

    /** The share of the non-matching pairs that reach a threshold, with its interval. */
    static Rate falseMatches(ScoredPairs scored, double threshold, long seed) {
        return ConservativeIntervals.intervals(scored.pairs(), RESAMPLES, seed, weights ->
                        new double[] {falseMatches(scored, threshold, weights)})
                .get(0);
    }

    private static double falseMatches(ScoredPairs scored, double threshold, double[] weights) {
        double called = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!scored.pairs().get(i).match()) {
                all += weights[i];
                called += scored.scores()[i] >= threshold ? weights[i] : 0;
            }
        }
        return Math.min(1, called / all);
    }
}
