package dev.likeness.study.statistics;

/**
 * What one run of a contender says: a score for every pair, an answer to every trial.
 *
 * @param scores finite, in the order of the pairs
 * @param right which trials are answered rightly, in their order; empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // long, and handed on without copies
public record Series(double[] scores, boolean[] right) {}
