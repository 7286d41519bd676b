package dev.likeness.study.statistics;

/**
 * A figure with its bootstrap replicates.
 *
 * @param value on all pairs or trials
 * @param replicates under each resampling of identities, in an order that all results of one {@link Resampling} share
 */
@SuppressWarnings("ArrayRecordComponent") // long, and never changed
public record SampledFigure(double value, double[] replicates) {}
