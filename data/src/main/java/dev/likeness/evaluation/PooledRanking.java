package dev.likeness.evaluation;

/**
 * One ranking of all pairs of all queries, and its average precision when the identities of the queries are resampled. For
 * that the ranking is stored per identity, in at most {@value #BINS} bins with equal numbers of match positions. Not
 * thread-safe.
 */
final class PooledRanking {
    private static final int BINS = 1024;

    private final RankedMatches ranking;
    private final int[][] matches; // [identity][bin]
    private final int[][] others;

    /** @param scores of all matches of all queries */
    PooledRanking(double[] scores, int identities) {
        ranking = new RankedMatches(scores);
        int bins = Math.min(BINS, ranking.places());
        matches = new int[identities][bins];
        others = new int[identities][bins];
    }

    /** Counts one pair of a query of this identity; the matches must be those given to the constructor. */
    void add(int identity, double score, boolean match) {
        int place = ranking.place(score);
        if (!match) {
            ranking.addOtherAt(place);
        }
        if (place < ranking.places()) {
            int bin = (int) ((long) place * matches[identity].length / ranking.places());
            (match ? matches : others)[identity][bin]++;
        }
    }

    double averagePrecision() {
        return ranking.averagePrecision();
    }

    /**
     * The average precision if the queries of identity i count {@code weights[i]} times.
     *
     * @return accurate to about 0.001, because matches of one bin count as ties; NaN if no match has weight
     */
    double binned(int[] weights) {
        int bins = matches[0].length;
        double[] found = new double[bins];
        double[] mistaken = new double[bins];
        for (int i = 0; i < weights.length; i++) {
            for (int bin = 0; weights[i] > 0 && bin < bins; bin++) {
                found[bin] += (double) weights[i] * matches[i][bin];
                mistaken[bin] += (double) weights[i] * others[i][bin];
            }
        }
        double sum = 0;
        double all = 0;
        double seen = 0;
        for (int bin = 0; bin < bins; bin++) {
            all += found[bin];
            seen += found[bin] + mistaken[bin];
            sum += found[bin] == 0 ? 0 : found[bin] * all / seen;
        }
        return sum / all;
    }
}
