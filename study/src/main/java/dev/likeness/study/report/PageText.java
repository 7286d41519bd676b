package dev.likeness.study.report;

import dev.likeness.study.outcome.Verdict;
import org.jspecify.annotations.Nullable;

/** How the page puts things. */
final class PageText {
    /** What stands where there is no number. */
    static final String NOTHING = "\u2013";

    private PageText() {}

    static String significant(@Nullable Double value) {
        return value == null ? NOTHING : Numbers.significant(value);
    }

    /** With the sign that is as wide as a plus. */
    static String minus(String number) {
        return number.replace('-', '\u2212');
    }

    /** Neither a number and its unit nor the ends of an interval stand on two lines. */
    static String unbroken(String sentence) {
        return sentence.replace(" %", "\u00a0%").replaceAll("(\\d) to (\\d)", "$1\u00a0to\u00a0$2");
    }

    /** {@code = 0.012}, {@code < 0.001}. */
    static String equal(String probability) {
        return probability.startsWith("<") ? probability : "= " + probability;
    }

    /** The class of style of a verdict. */
    static String style(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NOT_TOLD_APART -> "open";
            case NONE -> "none";
        };
    }

    /** A sign beside the words, so that colour alone says nothing. */
    static String sign(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "\u25b2";
            case WORSE -> "\u25bc";
            case NOT_TOLD_APART -> "\u25cb";
            case NONE -> "\u2013";
        };
    }

    static String words(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NOT_TOLD_APART -> "not told apart";
            case NONE -> "no verdict";
        };
    }
}
