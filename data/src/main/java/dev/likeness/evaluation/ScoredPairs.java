package dev.likeness.evaluation;

import dev.likeness.data.PicturePair;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs and the score that a measure gave each of them.
 *
 * @param pairs the pairs, in the order in which they were given
 * @param scores {@code scores[i]} belongs to {@code pairs.get(i)}; finite; not copied, treat as read-only
 */
@SuppressWarnings("ArrayRecordComponent") // scores come by the million
public record ScoredPairs(List<PicturePair> pairs, double[] scores) {
    public ScoredPairs {
        pairs = List.copyOf(pairs);
        if (pairs.size() != scores.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + pairs.size() + " pairs");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                PicturePair pair = pairs.get(i);
                throw new IllegalArgumentException("the score of " + pair.a().name() + " and "
                        + pair.b().name() + " is " + scores[i] + ": a measure has to give a finite number");
            }
        }
    }

    /** The scores of the matching pairs, in order. */
    public double[] positives() {
        return of(true);
    }

    /** The scores of the pairs that do not match, in order. */
    public double[] negatives() {
        return of(false);
    }

    /** Which pairs match, in order. */
    boolean[] matches() {
        boolean[] matches = new boolean[scores.length];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = pairs.get(i).match();
        }
        return matches;
    }

    private double[] of(boolean match) {
        return IntStream.range(0, scores.length)
                .filter(i -> pairs.get(i).match() == match)
                .mapToDouble(i -> scores[i])
                .toArray();
    }
}
