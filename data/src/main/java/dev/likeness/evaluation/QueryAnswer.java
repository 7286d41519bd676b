package dev.likeness.evaluation;

/**
 * How the retrieval protocol answered one query, by the measure's own score.
 *
 * @param query the name of the query
 * @param identity of the query
 * @param rank of the first match, from 1: one more than the number of non-matches that score as high or higher
 * @param firstMatch the name of the match with the highest score
 * @param score of the first match
 * @param bestOther the name of the non-match with the highest score; empty if all candidates match
 * @param otherScore of that non-match; NaN if there is none
 */
public record QueryAnswer(
        String query,
        String identity,
        long rank,
        String firstMatch,
        double score,
        String bestOther,
        double otherScore) {}
