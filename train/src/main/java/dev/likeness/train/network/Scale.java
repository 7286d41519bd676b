package dev.likeness.train.network;

import org.jspecify.annotations.Nullable;

/**
 * A learned scale that stays above 0, and an offset: {@code start exp(logGain) (x + offset)}.
 *
 * <p>The offset is inside the parentheses, so that it learns at the same speed as x.
 *
 * @param logGain {@code [1]}, 0 at the start
 * @param offset {@code [1]}, 0 at the start; null for none
 * @param start the scale before training, above 0
 */
public record Scale(Parameter logGain, @Nullable Parameter offset, double start) {}
