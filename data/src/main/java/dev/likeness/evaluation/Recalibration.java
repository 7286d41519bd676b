package dev.likeness.evaluation;

import dev.likeness.data.CalibrationPairs;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.data.TrainedIdentities;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A calibration that was fitted again, on pictures like those that the model will see; the weights are unchanged.
 *
 * @param fit the calibration and the thresholds
 * @param identities the number of identities among the pairs
 * @param groups the number of groups among the pairs
 * @param trainedLeftOut the number of identities that were left out because the model was trained on them
 * @param alsoTrained the number of identities that were also trained on, with other pictures; null unless the data declare
 *     splits
 */
public record Recalibration(
        CalibrationFit fit,
        int identities,
        int groups,
        int trainedLeftOut,
        @Nullable Integer alsoTrained) {
    /**
     * How to draw and fit.
     *
     * @param pairs the number of pairs to draw if the data do not declare pairs
     * @param prior the share of matches to calibrate for, between 0 and 1
     * @param seed of the draws
     */
    public record Settings(int pairs, double prior, long seed) {}

    /**
     * Fits calibration and thresholds to the identities of a data set that the model was not trained on.
     *
     * @throws dev.likeness.error.InputException if too little remains
     */
    public static Recalibration of(
            MeasureUnderTest tested, DataSet data, TrainedIdentities trained, Settings settings) {
        CalibrationPairs pairs = data.calibrationPairs(trained, settings.pairs, settings.seed);
        CalibrationFit fit = CalibrationFit.of(tested, pairs, settings.prior, settings.seed);
        List<LabelledPicture> used = PicturePair.pictures(fit.scored().pairs());
        List<String> identities = distinct(used, LabelledPicture::identity);
        return new Recalibration(
                fit,
                identities.size(),
                distinct(used, LabelledPicture::group).size(),
                trained.declared() ? 0 : trained.identities().size(),
                trained.declared()
                        ? (int) identities.stream()
                                .filter(trained.identities()::contains)
                                .count()
                        : null);
    }

    private static List<String> distinct(List<LabelledPicture> pictures, Function<LabelledPicture, String> label) {
        return pictures.stream().map(label).distinct().toList();
    }
}
