package dev.likeness.evaluation;

import java.util.Arrays;

/**
 * The positions of the matches in a ranking by score, computed from the scores of the matches and the numbers of non-matches
 * between them: a ranking of millions needs memory for its matches only. Ties are pessimistic: equal scores all have the
 * rank of the last.
 *
 * <p>Not thread-safe.
 */
final class RankedMatches {
    private final double[] thresholds; // the distinct scores of matches, descending
    private final int[] matches; // with each of these scores
    private final long[] others; // non-matches that reach this score but not the next higher one
    private final int total;

    /** @param scores of all matches, finite; at least one */
    RankedMatches(double[] scores) {
        Scores.requireSome("scores of matches", scores);
        double[] rising = scores.clone();
        Arrays.sort(rising);
        thresholds = new double[rising.length];
        matches = new int[rising.length];
        int distinct = 0;
        for (int i = rising.length - 1; i >= 0; i--) {
            if (distinct == 0 || thresholds[distinct - 1] != rising[i]) {
                thresholds[distinct++] = rising[i];
            }
            matches[distinct - 1]++;
        }
        others = new long[distinct];
        total = rising.length;
    }

    /** The number of distinct scores of the matches: the places of the ranking. */
    int places() {
        return others.length;
    }

    /** The place that a score reaches: 0 for the best match or higher; {@link #places} below all matches. */
    int place(double score) {
        int low = 0;
        // Without a branch on the comparison, which no processor can predict.
        for (int rest = others.length; rest > 1; rest -= rest >>> 1) {
            int middle = low + (rest >>> 1);
            low = thresholds[middle - 1] > score ? middle : low;
        }
        return thresholds[low] > score ? low + 1 : low;
    }

    /** Counts a non-match. */
    void addOther(double score) {
        addOtherAt(place(score));
    }

    /** Counts a non-match at the place that its score reaches. */
    void addOtherAt(int place) {
        if (place < others.length) {
            others[place]++;
        }
    }

    /** The rank of the first match: 1 if no non-match scores as high. */
    long firstRank() {
        return others[0] + 1;
    }

    /** The mean of the precisions at the ranks of all matches. */
    double averagePrecision() {
        return Math.min(1, precisions(0, 0) / total);
    }

    /**
     * The sum of the precisions at the ranks of all matches, in a ranking that begins with other candidates.
     *
     * @param matchesBefore the number of matches among those
     * @param before their number
     */
    double precisions(long matchesBefore, long before) {
        double sum = 0;
        long found = matchesBefore;
        long seen = before;
        for (int place = 0; place < others.length; place++) {
            found += matches[place];
            seen += matches[place] + others[place];
            sum += (double) matches[place] * found / seen;
        }
        return sum;
    }
}
