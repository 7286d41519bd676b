package dev.likeness.study.report;

import dev.likeness.calibration.Rate;
import dev.likeness.study.outcome.Significance;
import org.jspecify.annotations.Nullable;

/** Numbers and verdicts in the typography of the page. */
final class PageText {
    /** Stands for a missing number. */
    static final String NOTHING = "\u2013";

    private PageText() {}

    static String significant(@Nullable Double value) {
        return value == null ? NOTHING : Numbers.significant(value);
    }

    static String percent(@Nullable Rate rate, int digits) {
        return rate == null ? NOTHING : Numbers.percent(rate.value(), digits);
    }

    static String interval(@Nullable Rate rate, int digits) {
        return rate == null ? "" : Numbers.interval(rate, digits);
    }

    /** With a minus sign, which is as wide as a plus. */
    static String minus(String number) {
        return number.replace('-', '\u2212');
    }

    /** With no-break spaces between a number and its unit and within an interval. */
    static String unbroken(String sentence) {
        return sentence.replace(" %", "\u00a0%").replaceAll("(\\d) to (\\d)", "$1\u00a0to\u00a0$2");
    }

    /** {@code = 0.012}, {@code < 0.001}. */
    static String equal(String probability) {
        return probability.startsWith("<") ? probability : "= " + probability;
    }

    /** The CSS class of a verdict. */
    static String style(Significance significance) {
        return switch (significance) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NOT_SIGNIFICANT -> "open";
            case NOT_TESTED -> "none";
        };
    }

    /** A sign beside the words, so that the verdict does not depend on colour. */
    static String sign(Significance significance) {
        return switch (significance) {
            case BETTER -> "\u25b2";
            case WORSE -> "\u25bc";
            case NOT_SIGNIFICANT -> "\u25cb";
            case NOT_TESTED -> "\u2013";
        };
    }
}
