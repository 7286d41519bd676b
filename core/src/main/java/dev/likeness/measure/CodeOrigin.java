package dev.likeness.measure;

import org.jspecify.annotations.Nullable;

/**
 * What made a code.
 *
 * @param measure the measure that encoded the picture
 * @param side the side it was encoded for; null if one code serves both sides
 * @param format in which the measure's codes are stored
 */
public record CodeOrigin(MeasureIdentity measure, @Nullable Side side, CodeFormat format) {
    /** The origin of a code whose numbers are not rounded. */
    public CodeOrigin(MeasureIdentity measure, @Nullable Side side) {
        this(measure, side, CodeFormat.FLOAT);
    }
}
