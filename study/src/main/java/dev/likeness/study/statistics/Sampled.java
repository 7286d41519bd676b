package dev.likeness.study.statistics;

/**
 * A figure, and what it is under each resampling of identities.
 *
 * @param value on all pairs or trials as they are
 * @param replicates under each draw, in an order that all series of one {@link Resampling} share
 */
@SuppressWarnings("ArrayRecordComponent") // long, and handed on without copies
public record Sampled(double value, double[] replicates) {}
