package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.Difference;
import dev.likeness.study.outcome.Figure;
import dev.likeness.study.outcome.StudyOutcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers as text, each kind in one format. */
final class Numbers {
    /** Stands for a missing number. */
    static final String NOTHING = "-";

    /** Where half of the intervals are narrower than this, percentages have two decimals. */
    private static final double NARROW = 0.006;

    private Numbers() {}

    /** The number of decimals for a figure's percentages in a study: 1, or 2 where half of the intervals are narrow. */
    static int digits(StudyOutcome outcome, Figure figure) {
        double[] widths = outcome.contenders().stream()
                .map(contender -> contender.figures().get(figure))
                .filter(Objects::nonNull)
                .mapToDouble((Rate rate) -> rate.high() - rate.low())
                .sorted()
                .toArray();
        return widths.length > 0 && widths[widths.length / 2] < NARROW ? 2 : 1;
    }

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

    /** A p-value with three decimals, never 0. */
    static String probability(@Nullable Double p) {
        return p == null ? NOTHING : p < 0.001 ? "< 0.001" : fixed(p, 3);
    }

    /** A count with three significant digits: {@code 960 k}, {@code 22.5 M}. */
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

    /** At most three significant digits, two below 0.1, without an exponent: {@code 0.042}, {@code 12,346}. */
    static String significant(double value) {
        MathContext precision = new MathContext(Math.abs(value) < 0.1 ? 2 : 3);
        int digits =
                BigDecimal.valueOf(value).round(precision).stripTrailingZeros().scale();
        return fixed(value, Math.max(0, digits));
    }

    /** With separated thousands: {@code 12,300}. */
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
