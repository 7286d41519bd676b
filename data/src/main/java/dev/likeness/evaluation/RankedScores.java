package dev.likeness.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores of pairs sorted once, from which a {@link Roc} under any weights follows in one pass: what a bootstrap does
 * hundreds of times. Immutable.
 */
public final class RankedScores {
    private final double[] scores;
    private final boolean[] matches;
    private final int[] order;

    /**
     * @param scores finite, one for each pair
     * @param matches which pairs match, in the same order
     */
    public RankedScores(double[] scores, boolean[] matches) {
        if (scores.length != matches.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + matches.length + " pairs");
        }
        Scores.requireFinite("scores", scores);
        this.scores = scores.clone();
        this.matches = matches.clone();
        this.order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -this.scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether both classes have weight, so that {@link #weighted} can answer. */
    boolean hasBothClasses(double[] weights) {
        boolean positives = false;
        boolean negatives = false;
        for (int i = 0; i < weights.length && !(positives && negatives); i++) {
            positives |= matches[i] && weights[i] > 0;
            negatives |= !matches[i] && weights[i] > 0;
        }
        return positives && negatives;
    }

    /**
     * The curve in which pair i counts {@code weights[i]} times; pairs of weight 0 are as if absent.
     *
     * @param weights at least 0, one for each pair
     * @throws IllegalArgumentException if all matches or all non-matches weigh 0
     */
    public Roc weighted(double[] weights) {
        double[] thresholds = new double[scores.length];
        double[] truePositives = new double[scores.length];
        double[] falsePositives = new double[scores.length];
        int points = 0;
        double positives = 0;
        double negatives = 0;
        for (int i : order) {
            if (weights[i] == 0) {
                continue;
            }
            if (matches[i]) {
                positives += weights[i];
            } else {
                negatives += weights[i];
            }
            if (points == 0 || thresholds[points - 1] != scores[i]) {
                thresholds[points++] = scores[i];
            }
            truePositives[points - 1] = positives;
            falsePositives[points - 1] = negatives;
        }
        return new Roc(thresholds, truePositives, falsePositives, points);
    }
}
