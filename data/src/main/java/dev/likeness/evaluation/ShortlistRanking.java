package dev.likeness.evaluation;

import java.util.Arrays;

/**
 * The ranking of one query in two stages: a cheap score selects a shortlist, a better score ranks the shortlist, and the other
 * candidates follow in the order of the cheap score. Ties are pessimistic in both stages: among candidates with equal cheap
 * scores, non-matches enter the shortlist first. Not thread-safe.
 */
final class ShortlistRanking {
    private final double[] cheap;
    private final boolean[] matches;
    private final boolean[] listed;

    /**
     * @param cheap the score of each candidate that selects the shortlist
     * @param matches whether each candidate matches
     * @param size of the shortlist, 1 or more; it holds all candidates if there are not more
     */
    ShortlistRanking(double[] cheap, boolean[] matches, int size) {
        this.cheap = cheap;
        this.matches = matches;
        this.listed = new boolean[cheap.length];
        if (size >= cheap.length) {
            Arrays.fill(listed, true);
            return;
        }
        double[] rising = cheap.clone();
        Arrays.sort(rising);
        double last = rising[rising.length - size];
        int free = size;
        for (int i = 0; i < cheap.length; i++) {
            listed[i] = cheap[i] > last;
            free -= listed[i] ? 1 : 0;
        }
        for (boolean match : new boolean[] {false, true}) {
            for (int i = 0; i < cheap.length && free > 0; i++) {
                if (cheap[i] == last && matches[i] == match) {
                    listed[i] = true;
                    free--;
                }
            }
        }
    }

    /** The indices of the candidates in the shortlist. */
    int[] shortlist() {
        int[] indices = new int[listed.length];
        int found = 0;
        for (int i = 0; i < listed.length; i++) {
            if (listed[i]) {
                indices[found++] = i;
            }
        }
        return Arrays.copyOf(indices, found);
    }

    /** @param better the score of each candidate; only those of the shortlist are read */
    QueryQuality quality(double[] better) {
        double sum = 0;
        long found = 0;
        long seen = 0;
        boolean first = false;
        for (boolean inside : new boolean[] {true, false}) {
            double[] scores = inside ? better : cheap;
            double[] own = of(scores, inside, true);
            double[] others = of(scores, inside, false);
            if (own.length > 0) {
                RankedMatches ranked = new RankedMatches(own);
                for (double other : others) {
                    ranked.addOther(other);
                }
                sum += ranked.precisions(found, seen);
                first |= seen == 0 && ranked.firstRank() <= 1;
            }
            found += own.length;
            seen += own.length + others.length;
        }
        return new QueryQuality(Math.min(1, sum / found), first);
    }

    private double[] of(double[] scores, boolean inside, boolean match) {
        double[] some = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (listed[i] == inside && matches[i] == match) {
                some[count++] = scores[i];
            }
        }
        return Arrays.copyOf(some, count);
    }
}
