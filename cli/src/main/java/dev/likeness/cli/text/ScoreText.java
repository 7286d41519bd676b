package dev.likeness.cli.text;

import java.util.Locale;

/** Formats scores. */
public final class ScoreText {
    private static final double SMALL = 0.1;

    private ScoreText() {}

    /** A score with three decimals, or four digits if it is small: the scores of some measures are all below 0.1. */
    public static String of(double score) {
        boolean small = score != 0 && Math.abs(score) < SMALL;
        return small ? String.format(Locale.ROOT, "%.4g", score) : Decimals.of(score, 3);
    }
}
