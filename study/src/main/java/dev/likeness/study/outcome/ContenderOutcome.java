package dev.likeness.study.outcome;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one contender has shown.
 *
 * @param name unique within the study, such as {@code concat} or {@code residual concat triplet}
 * @param learned whether it is trained; else it is a fixed measure
 * @param choice the words that it stands for, in the order of their kinds: tower, sharing, head, target, negatives;
 *     or measure
 * @param figures means over the seeds, with 95 % intervals
 * @param readings the same for parts of the score ({@code head}, {@code embedding}); empty where there are none
 * @param seeds each run by itself; one without a seed for a fixed measure
 * @param cost null for fixed measures
 * @param timing null until it was taken
 * @param recipe in YAML; null for fixed measures
 * @param roc the curve of the first seed, thinned out, from (0, 0) to (1, 1)
 */
public record ContenderOutcome(
        String name,
        boolean learned,
        Map<String, String> choice,
        Figures figures,
        Map<String, Figures> readings,
        List<SeedOutcome> seeds,
        @Nullable CostFacts cost,
        @Nullable Timing timing,
        @Nullable String recipe,
        List<CurvePoint> roc) {
    public ContenderOutcome {
        seeds = List.copyOf(seeds);
        roc = List.copyOf(roc);
    }

    /**
     * One run.
     *
     * @param seed null for a fixed measure
     * @param figures on the same pairs and trials, without intervals, by their names
     * @param steps 0 for a fixed measure
     * @param minutes of wall time that training took, interruptions left out; 0 for a fixed measure
     */
    public record SeedOutcome(@Nullable Long seed, Map<String, Double> figures, long steps, double minutes) {}

    /**
     * What it costs, whatever the machine.
     *
     * @param parameters trained numbers
     * @param towerPerPicture multiply-adds of the tower for one picture (for early fusion 0: it runs for each pair)
     * @param headPerPicture multiply-adds of what the head and the embedding prepare for one picture
     * @param perPair multiply-adds for each pair
     */
    public record CostFacts(long parameters, long towerPerPicture, long headPerPicture, long perPair) {}

    /**
     * What it takes on the machine at hand.
     *
     * @param encodeMilliseconds for one picture
     * @param compareMicroseconds for one pair, many at once
     * @param compareAloneMicroseconds for one pair by itself
     * @param trainingImagesPerSecond null for fixed measures
     * @param quiet whether nothing else ran on the machine meanwhile
     */
    public record Timing(
            double encodeMilliseconds,
            double compareMicroseconds,
            double compareAloneMicroseconds,
            @Nullable Double trainingImagesPerSecond,
            boolean quiet) {}

    /** A point of a ROC curve: the share of non-matches taken for matches, and of matches found. */
    public record CurvePoint(double falsePositives, double truePositives) {}
}
