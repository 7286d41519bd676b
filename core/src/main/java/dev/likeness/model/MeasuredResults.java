package dev.likeness.model;

import dev.likeness.calibration.Rate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a model.
 *
 * @param heldOut at the end of training, on the held-out pictures; null if the card does not say
 * @param evaluations that were recorded later, in order
 * @param calibratedOn the data of a later calibration; null if the calibration is that of the training
 */
public record MeasuredResults(
        @Nullable HeldOut heldOut,
        List<Evaluation> evaluations,
        @Nullable CalibrationData calibratedOn) {
    /** Nothing was measured. */
    public static final MeasuredResults NONE = new MeasuredResults(null, List.of(), null);

    public MeasuredResults {
        evaluations = List.copyOf(evaluations);
    }

    /** These results with one more evaluation. */
    public MeasuredResults with(Evaluation evaluation) {
        List<Evaluation> all = new ArrayList<>(evaluations);
        all.add(evaluation);
        return new MeasuredResults(heldOut, all, calibratedOn);
    }

    /** These results after another calibration. */
    public MeasuredResults calibratedOn(CalibrationData data) {
        return new MeasuredResults(heldOut, evaluations, data);
    }

    /**
     * Results on pictures that were held out from training.
     *
     * @param identities of the held-out pictures
     * @param split the split that the data declare for validation; empty if identities were held out
     * @param alsoTrained how many of the identities were trained on with other pictures; 0 without a split
     * @param verification null if it was not measured
     * @param oneShot null if it was not measured
     */
    public record HeldOut(
            long identities,
            String split,
            long alsoTrained,
            @Nullable Verification verification,
            @Nullable OneShot oneShot) {}

    /**
     * The verification protocol: do two pictures show the same thing?
     *
     * @param pairs compared
     * @param auc area under the ROC curve
     * @param eer equal error rate
     * @param fpr95 false-positive rate at 95 % recall
     * @param accuracy at the best threshold
     */
    public record Verification(long pairs, Rate auc, Rate eer, Rate fpr95, Rate accuracy) {}

    /**
     * The one-shot protocol: which of several pictures shows the same thing?
     *
     * @param ways pictures to choose from
     * @param trials asked
     * @param correct answered correctly by the whole score
     * @param accuracy their share
     * @param by the share that each part of the measure answers correctly, by its name
     */
    public record OneShot(long ways, long trials, long correct, Rate accuracy, Map<String, Rate> by) {
        public OneShot {
            by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // Map.copyOf has a random order
        }
    }

    /**
     * A recorded evaluation.
     *
     * @param opened the day on which the data were opened for the model, such as {@code 2026-11-22}
     * @param dataSha256 hash of the data
     * @param result a JSON object: the result of the protocol as the command line prints it
     */
    public record Evaluation(String opened, String dataSha256, String result) {}

    /**
     * The pictures that a model was calibrated on after its training.
     *
     * @param data the data set
     * @param identities of the pictures used
     * @param groups of the pictures used
     * @param pairs scored
     * @param trainedLeftOut how many identities were left out because the model was trained on them
     * @param seed of the random choices
     * @param alsoTrained how many of the identities used were trained on with other pictures; null if the data
     *     declare no splits
     */
    public record CalibrationData(
            Provenance.DataUse data,
            long identities,
            long groups,
            long pairs,
            long trainedLeftOut,
            long seed,
            @Nullable Long alsoTrained) {}
}
