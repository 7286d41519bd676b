package dev.likeness.study.report;

import java.util.List;

/**
 * A value as a dot and its interval as a line, in the pixels of an {@link Axis}.
 *
 * @param grid lines of the axis
 * @param reference the place of what it is held against
 * @param x the dot
 * @param inside whether the dot is on the axis; else an arrow points to where it is, if there is one
 * @param left whether it lies below the axis
 * @param right whether it lies above the axis
 */
record Whisker(
        List<Axis.Tick> grid,
        String reference,
        String low,
        String high,
        String x,
        boolean inside,
        boolean left,
        boolean right) {
    static Whisker of(Axis axis, double reference, double low, double value, double high) {
        boolean inside = axis.holds(value);
        boolean left = axis.isBelow(value);
        return new Whisker(
                axis.ticks(),
                axis.at(reference),
                axis.at(low),
                axis.at(high),
                axis.at(value),
                inside,
                left,
                !inside && !left);
    }

    /** The axis alone, so that its lines run on through a row that has nothing to show. */
    static Whisker none(Axis axis, double reference) {
        return new Whisker(axis.ticks(), axis.at(reference), "", "", "", false, false, false);
    }

    boolean beside() {
        return left || right;
    }
}
