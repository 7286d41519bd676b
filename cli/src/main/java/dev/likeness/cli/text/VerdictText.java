package dev.likeness.cli.text;

import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import org.jspecify.annotations.Nullable;

/** Formats a verdict for people. */
public final class VerdictText {
    private static final double SAME_RATE = 1e-12;

    private VerdictText() {}

    /**
     * The answer, the probability of a match, and the false-match rate of the threshold: certified or estimated, and
     * whether it differs from the default rate although the user chose none.
     *
     * @param asked what the user asked for
     */
    public static String headline(Verdict verdict, OperatingPoint asked) {
        String prior = verdict.prior() == OperatingPoint.USUAL.prior()
                ? ""
                : " where " + Percent.of(verdict.prior()) + " % of pairs match";
        return (verdict.match() ? "match" : "no match") + ": probability of a match "
                + Decimals.of(verdict.probability(), 4) + prior + ", "
                + rate(verdict.falseMatchRate(), verdict.certified(), asked);
    }

    /** The score of a model and its threshold. */
    public static String detail(Verdict verdict) {
        return detail(verdict, "model");
    }

    /**
     * The score and its threshold.
     *
     * @param kind {@code model} or {@code measure}
     */
    public static String detail(Verdict verdict, String kind) {
        return "score " + ScoreText.of(verdict.score()) + ", a match from " + ScoreText.of(verdict.threshold())
                + " on, " + kind + " " + verdict.model();
    }

    /** The answer of a measure without a threshold. */
    public static String scoreOnly(double score, String measure) {
        return "no verdict: score " + ScoreText.of(score) + ", measure " + measure + " has no threshold";
    }

    /**
     * The rate in use, such as {@code at an estimated 1 % false matches}.
     *
     * @param rate null for the threshold of even odds
     * @param asked what the user asked for
     */
    public static String rate(@Nullable Double rate, boolean certified, OperatingPoint asked) {
        String used = rate == null
                ? "at even odds"
                : "at " + (certified ? "most " : "an estimated ") + Percent.of(rate) + " % false matches";
        return replacesDefault(rate, asked)
                ? used + " (no threshold for the default " + Percent.of(OperatingPoint.DEFAULT_FALSE_MATCH_RATE) + " %)"
                : used;
    }

    /** Whether the model has no threshold for the default rate, so that another one is used instead. */
    public static boolean replacesDefault(@Nullable Double rate, OperatingPoint asked) {
        return asked.falseMatchRate() == null
                && (rate == null || Math.abs(rate - OperatingPoint.DEFAULT_FALSE_MATCH_RATE) > SAME_RATE);
    }
}
