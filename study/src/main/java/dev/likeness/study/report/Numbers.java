package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.Difference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
final class Numbers {
    /** What stands where there is no number. */
    static final String NOTHING = "-";

    private Numbers() {}

    /** {@code 98.1 %}. */
    static String percent(double fraction, int digits) {
        return fixed(100 * fraction, digits) + " %";
    }

    /** {@code 97.6 to 98.5}. */
    static String interval(Rate rate, int digits) {
        return fixed(100 * rate.low(), digits) + " to " + fixed(100 * rate.high(), digits);
    }

    /** {@code 98.1 % (97.6 to 98.5)}. */
    static String percentWithInterval(@Nullable Rate rate, int digits) {
        return rate == null ? NOTHING : percent(rate.value(), digits) + " (" + interval(rate, digits) + ")";
    }

    /** A difference of fractions in percentage points, with its sign: {@code +1.2}. */
    static String points(double difference, int digits) {
        String size = fixed(100 * Math.abs(difference), digits);
        boolean zero = size.chars().allMatch(c -> c == '0' || c == '.');
        return zero ? size : (difference < 0 ? "-" : "+") + size;
    }

    /** {@code +0.4 to +2.0}. */
    static String interval(Difference difference, int digits) {
        return points(difference.low(), digits) + " to " + points(difference.high(), digits);
    }

    /** {@code +1.2 (+0.4 to +2.0)}. */
    static String pointsWithInterval(@Nullable Difference difference, int digits) {
        return difference == null
                ? NOTHING
                : points(difference.value(), digits) + " (" + interval(difference, digits) + ")";
    }

    /** A p-value: three digits behind the point, never 0. */
    static String probability(@Nullable Double p) {
        return p == null ? NOTHING : p < 0.001 ? "< 0.001" : fixed(p, 3);
    }

    /** A count in three significant digits: {@code 960 k}, {@code 22.5 M}. */
    static String compact(long count) {
        String[] units = {"", " k", " M", " G", " T", " P", " E"};
        double size = count;
        int unit = 0;
        while (unit < units.length - 1 && size >= 999.5) {
            size /= 1000;
            unit++;
        }
        return unit == 0 ? Long.toString(count) : significant(size) + units[unit];
    }

    /** Three significant digits at most, two below 0.1, and never in powers of ten: {@code 0.042}, {@code 12,346}. */
    static String significant(double value) {
        MathContext precision = new MathContext(Math.abs(value) < 0.1 ? 2 : 3);
        int digits =
                BigDecimal.valueOf(value).round(precision).stripTrailingZeros().scale();
        return fixed(value, Math.max(0, digits));
    }

    /** Whole numbers with their thousands set apart: {@code 12,300}. */
    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** {@code 1 seed}, {@code 2 seeds}. */
    static String counted(long count, String one, String many) {
        return whole(count) + " " + (count == 1 ? one : many);
    }
}
