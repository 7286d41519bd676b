package dev.likeness.measure;

import org.jspecify.annotations.Nullable;

/**
 * What made a code.
 *
 * @param measure the measure that encoded the picture
 * @param side the side it was encoded for; null if one code serves both sides
 */
public record CodeOrigin(MeasureIdentity measure, @Nullable Side side) {}
