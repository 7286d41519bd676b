package dev.likeness.evaluation;

import dev.likeness.data.PicturePair;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs and their scores by a measure.
 *
 * @param pairs in the order given
 * @param scores {@code scores[i]} belongs to {@code pairs.get(i)}; finite; not copied, treat as read-only
 */
@SuppressWarnings("ArrayRecordComponent") // there are millions of scores
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
                        + pair.b().name() + " is " + scores[i] + ": a measure must return a finite number");
            }
        }
    }

    /** The scores of the matching pairs, in order. */
    public double[] positives() {
        return of(true);
    }

    /** The scores of the non-matching pairs, in order. */
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
