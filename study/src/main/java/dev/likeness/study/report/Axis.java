package dev.likeness.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small axis along which rows of a table draw their dots: where a value stands, and where the grid does. */
final class Axis {
    static final int WIDTH = 160;
    private static final int MARGIN = 10;
    /** Grid lines at most; labels need their room. */
    private static final int LINES = 4;

    private final double low;
    private final double high;
    private final boolean signs;

    /** A grid line: its place and its label. */
    record Tick(String x, String label) {}

    /** An axis over a range of fractions, in percent; with signs, in points. */
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

    boolean holds(double value) {
        return low <= value && value <= high;
    }

    boolean isBelow(double value) {
        return value < low;
    }

    /** The place of a value, or of the nearest end. */
    String at(double value) {
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

    /** The smallest of 1, 2, 5, 10, ... that gives no more lines than fit. */
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
