package dev.likeness.evaluation;

import java.util.Arrays;

/**
 * Where the matches come in a ranking by score, known from the matches' scores and a count of the others between them: a
 * ranking of millions in the memory of its matches. Ties count against: what scores the same comes in together, and each
 * has the rank of the last.
 *
 * <p>For one thread.
 */
final class RankedMatches {
    private final double[] thresholds; // the distinct scores of matches, falling
    private final int[] matches; // with each of these scores
    private final long[] others; // that reach this score, and not the one above it
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

    /** How many distinct scores the matches have: the places of the ranking. */
    int places() {
        return others.length;
    }

    /** The place that a score reaches: 0 from the best match on; {@link #places} below all matches. */
    int place(double score) {
        int low = 0;
        int high = others.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (thresholds[middle] <= score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Counts one that is no match. */
    void addOther(double score) {
        int place = place(score);
        if (place < others.length) {
            others[place]++;
        }
    }

    /** The rank of the first match: 1 where nothing else scores as high. */
    long firstRank() {
        return others[0] + 1;
    }

    /** The mean over all matches of the precision at their rank. */
    double averagePrecision() {
        double sum = 0;
        long found = 0;
        long seen = 0;
        for (int place = 0; place < others.length; place++) {
            found += matches[place];
            seen += matches[place] + others[place];
            sum += (double) matches[place] * found / seen;
        }
        return Math.min(1, sum / total);
    }
}
