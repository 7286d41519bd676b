package dev.likeness.model;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.measure.MeasureIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the scores of a measure that has no model folder: its calibration and thresholds, and the pictures that
 * they were fitted to. {@link ModelCard} is the same for a trained model.
 *
 * @param measure the measure and version whose scores these are
 * @param calibration from scores to probabilities; null if the scores do not separate matches from non-matches
 * @param points one for each false-match rate, the highest rate first; empty without a calibration
 * @param auc the area under the ROC curve on these pictures: how well the scores separate matches from non-matches
 * @param source the pictures
 */
public record MeasureCard(
        MeasureIdentity measure, @Nullable Calibration calibration, List<Point> points, Rate auc, Source source) {
    public MeasureCard {
        points = List.copyOf(points);
        if (calibration == null && !points.isEmpty()) {
            throw new IllegalArgumentException(
                    "measure " + measure.name() + " has thresholds and no calibration; it needs both or neither");
        }
    }

    /**
     * A threshold, and what it finds.
     *
     * @param threshold for a false-match rate
     * @param found the share of the matching pairs that reach the threshold, with its interval; null if there is neither
     *     a certified nor an estimated threshold
     */
    public record Point(Threshold threshold, @Nullable Rate found) {}

    /**
     * The pictures that a measure was calibrated on.
     *
     * @param data the name of the data set
     * @param dataSha256 the hash of the data set
     * @param identities of the pictures
     * @param pairs scored; matches and non-matches
     * @param seed of the pairs
     * @param software that fitted the calibration
     */
    public record Source(String data, String dataSha256, long identities, long pairs, long seed, String software) {}

    /** The thresholds, without what they find. */
    public List<Threshold> thresholds() {
        return points.stream().map(Point::threshold).toList();
    }
}
