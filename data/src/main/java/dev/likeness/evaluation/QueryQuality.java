package dev.likeness.evaluation;

/**
 * The quality of the ranking of one query.
 *
 * @param precision the average precision, 0 to 1
 * @param first whether a match is in first place
 */
record QueryQuality(double precision, boolean first) {
    static QueryQuality of(RankedMatches ranked) {
        return new QueryQuality(ranked.averagePrecision(), ranked.firstRank() <= 1);
    }
}
