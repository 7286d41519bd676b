package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small horizontal axis, in pixels, shared by the rows of a table: the positions of values and of grid lines. */
final class Axis {
    static final int WIDTH = 160;
    private static final int MARGIN = 10;
    /** The largest number of grid lines whose labels fit. */
    private static final int LINES = 4;

    private final double low;
    private final double high;
    private final boolean signs;

    /** A grid line: its position and its label. */
    record Tick(String x, String label) {}

    /**
     * A value as a dot and its interval as a line, at positions of the axis.
     *
     * @param grid lines of the axis
     * @param reference the position of the reference line
     * @param x the dot
     * @param inside whether the dot is on the axis
     * @param left whether the value lies below the axis: an arrow points to it
     * @param right whether the value lies above the axis
     */
    record Whisker(
            List<Tick> grid,
            String reference,
            String low,
            String high,
            String x,
            boolean inside,
            boolean left,
            boolean right) {
        boolean isClipped() {
            return left || right;
        }
    }

    /** @param signs whether labels are differences in points with their sign; otherwise percentages */
    private Axis(double low, double high, boolean signs) {
        double room = high > low ? 0.04 * (high - low) : 0.01;
        this.low = low - room;
        this.high = high + room;
        this.signs = signs;
    }

    static Axis ofRates(double low, double high) {
        return new Axis(low, high, false);
    }

    static Axis ofDifferences(double low, double high) {
        return new Axis(Math.min(0, low), Math.max(0, high), true);
    }

    /** The whisker of a rate. */
    Whisker whisker(double reference, Rate rate) {
        return whisker(reference, rate.low(), rate.value(), rate.high());
    }

    /** The whisker of a difference, with 0 as the reference. */
    Whisker whisker(Difference difference) {
        return whisker(0, difference.low(), difference.value(), difference.high());
    }

    private Whisker whisker(double reference, double from, double value, double to) {
        boolean inside = low <= value && value <= high;
        boolean left = value < low;
        return new Whisker(ticks(), at(reference), at(from), at(to), at(value), inside, left, !inside && !left);
    }

    /** The axis alone, so that its grid lines also cross a row without a value. */
    Whisker empty(double reference) {
        return new Whisker(ticks(), at(reference), "", "", "", false, false, false);
    }

    /** The position of a value, or of the nearest end. */
    private String at(double value) {
        double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
        return String.format(Locale.ROOT, "%.1f", MARGIN + share * (WIDTH - 2 * MARGIN));
    }

    List<Tick> ticks() {
        double step = step();
        int digits = (int) Math.max(0, -Math.floor(Math.log10(100 * step) + 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            double value = i * step;
            String label = signs ? Numbers.points(value, digits) : Numbers.fixed(100 * value, digits);
            ticks.add(new Tick(at(value), label.replace('-', '\u2212')));
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5, 10, ... that gives no more than {@value #LINES} lines. */
    private double step() {
        double power = Math.pow(10, Math.floor(Math.log10((high - low) / LINES)));
        for (double factor : new double[] {1, 2, 5}) {
            double step = factor * power;
            if (Math.floor(high / step) - Math.ceil(low / step) + 1 <= LINES) {
                return step;
            }
        }
        return 10 * power;
    }
}
