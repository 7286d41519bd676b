package dev.likeness.study.outcome;

import dev.likeness.calibration.Rate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of one contender.
 *
 * @param name unique within the study, such as {@code concat} or {@code residual concat triplet}
 * @param learned whether it is trained; otherwise it is a fixed measure
 * @param choice the words of its recipe by their kind, as {@link #CHOICES} lists them
 * @param figures means over the seeds with 95 % intervals; those that the data do not allow are missing
 * @param readings the same for parts of the score, by the names in {@link #READINGS}; empty if there are none
 * @param seeds the runs; a fixed measure has one, without a seed
 * @param cost null for fixed measures
 * @param timing null until it is measured
 * @param recipe in YAML; null for fixed measures
 * @param roc the ROC curve of the first seed, reduced to few points, from (0, 0) to (1, 1)
 */
public record ContenderOutcome(
        String name,
        boolean learned,
        Map<String, String> choice,
        Map<Figure, Rate> figures,
        Map<String, Map<Figure, Rate>> readings,
        List<SeedOutcome> seeds,
        @Nullable CostFacts cost,
        @Nullable Timing timing,
        @Nullable String recipe,
        List<CurvePoint> roc) {
    /** The kinds of choice, in the order of reports. */
    public static final List<String> CHOICES = List.of("tower", "sharing", "head", "target", "negatives", "measure");

    /** The parts of a score that can be used alone, in the order of reports. */
    public static final List<String> READINGS = List.of("head", "embedding");

    public ContenderOutcome {
        figures = Figure.ordered(figures);
        seeds = List.copyOf(seeds);
        roc = List.copyOf(roc);
    }

    /**
     * One run.
     *
     * @param seed null for a fixed measure
     * @param figures on the same pairs and trials, without intervals
     * @param steps 0 for a fixed measure
     * @param minutes of wall time that training took, without interruptions; 0 for a fixed measure
     */
    public record SeedOutcome(@Nullable Long seed, Map<Figure, Double> figures, long steps, double minutes) {
        public SeedOutcome {
            figures = Figure.ordered(figures);
        }
    }

    /**
     * Costs that do not depend on the machine.
     *
     * @param parameters trained numbers
     * @param towerPerPicture multiply-adds of the tower for one picture; 0 for early fusion, which runs it for each
     *     pair
     * @param headPerPicture multiply-adds for what the head and the embedding prepare for one picture
     * @param perPair multiply-adds for each pair
     */
    public record CostFacts(long parameters, long towerPerPicture, long headPerPicture, long perPair) {}

    /**
     * Times on this machine.
     *
     * @param encodeMilliseconds for one picture
     * @param compareMicroseconds for one pair in a batch of many
     * @param compareAloneMicroseconds for one pair alone
     * @param trainingImagesPerSecond null for fixed measures
     * @param quiet whether nothing else ran on the machine during the measurement
     */
    public record Timing(
            double encodeMilliseconds,
            double compareMicroseconds,
            double compareAloneMicroseconds,
            @Nullable Double trainingImagesPerSecond,
            boolean quiet) {}

    /** A point of a ROC curve: the false-positive rate and the true-positive rate. */
    public record CurvePoint(double falsePositives, double truePositives) {}
}
