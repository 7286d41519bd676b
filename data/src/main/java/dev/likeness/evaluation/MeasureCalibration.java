package dev.likeness.evaluation;

import dev.likeness.Version;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.data.DataSet;
import dev.likeness.data.TrainedIdentities;
import dev.likeness.files.UserPath;
import dev.likeness.model.MeasureCard;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the calibration and the thresholds of a measure that has no model folder. The rules are those for models: pairs that
 * share no identity certify a threshold, all pairs estimate it, and the probability is fitted by Platt's method.
 *
 * <p>Scores that do not separate matches from non-matches get no calibration: the 95 % interval of the area under the ROC
 * curve reaches down to one half, or the fitted slope is 0.
 */
public final class MeasureCalibration {
    private static final int RESAMPLES = 500;

    private MeasureCalibration() {}

    /**
     * Fits the card of a measure to labelled pictures.
     *
     * @throws dev.likeness.error.InputException if matches or non-matches are missing
     */
    public static MeasureCard of(MeasureUnderTest tested, DataSet data, Recalibration.Settings settings) {
        Recalibration fitted = Recalibration.of(tested, data, TrainedIdentities.NONE, settings);
        ScoredPairs scored = fitted.fit().scored();
        Rate auc = Verification.seeded(settings.seed()).judge(scored).auc();
        Calibration calibration = fitted.fit().calibration();
        boolean separates = auc.low() > 0.5 && calibration.slope() > 0;
        return new MeasureCard(
                tested.measure().identity(),
                separates ? calibration : null,
                separates ? points(fitted.fit(), settings.seed()) : List.of(),
                auc,
                new MeasureCard.Source(
                        UserPath.lastName(data.name()),
                        data.hash(),
                        fitted.identities(),
                        scored.pairs().size(),
                        settings.seed(),
                        "likeness " + Version.CURRENT));
    }

    private static List<MeasureCard.Point> points(CalibrationFit fit, long seed) {
        List<MeasureCard.Point> points = new ArrayList<>();
        for (Threshold threshold : fit.thresholds()) {
            Threshold.Chosen chosen = threshold.choose();
            points.add(new MeasureCard.Point(
                    threshold, chosen == null ? null : found(fit.scored(), chosen.threshold(), seed)));
        }
        return points;
    }

    /** The share of the matching pairs that reach a threshold, with its interval. */
    private static Rate found(ScoredPairs scored, double threshold, long seed) {
        return ConservativeIntervals.intervals(
                        scored.pairs(), RESAMPLES, seed, weights -> new double[] {found(scored, threshold, weights)})
                .get(0);
    }

    private static double found(ScoredPairs scored, double threshold, double[] weights) {
        double reached = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            if (scored.pairs().get(i).match()) {
                all += weights[i];
                reached += scored.scores()[i] >= threshold ? weights[i] : 0;
            }
        }
        return Math.min(1, reached / all);
    }
}
