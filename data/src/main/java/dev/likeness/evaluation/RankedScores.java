package dev.likeness.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores of pairs, sorted once, so that a {@link Roc} with any weights takes one pass, as a bootstrap needs. Immutable.
 */
public final class RankedScores {
    private final double[] scores;
    private final boolean[] matches;
    private final int[] order;

    /**
     * @param scores finite, one per pair
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

    /** Whether both classes have weight, as {@link #weighted} requires. */
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
     * The curve in which pair i has the weight {@code weights[i]}; pairs of weight 0 are ignored.
     *
     * @param weights at least 0, one per pair
     * @throws IllegalArgumentException if all matches or all non-matches have weight 0
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
