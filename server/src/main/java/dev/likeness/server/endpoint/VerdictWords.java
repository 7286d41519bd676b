package dev.likeness.server.endpoint;

import dev.likeness.Verdict;
import java.util.Locale;

/** A verdict in words, for people who do not know the terms. */
final class VerdictWords {
    private static final double SURE = 0.995;

    private VerdictWords() {}

    /** Such as {@code The pictures match: they show the same thing with a probability of 97 %.}. */
    static String of(Verdict verdict) {
        String start = verdict.match() ? "The pictures match" : "The pictures do not match";
        String unsure = Boolean.FALSE.equals(verdict.inDomain())
                ? " This answer is unreliable, because the model does not know pictures of this kind."
                : "";
        return start + ": they show the same thing with a probability of " + percent(verdict.probability()) + "."
                + unsure;
    }

    /** Never 0 or 100, because no model is sure. */
    private static String percent(double share) {
        if (share >= SURE) {
            return "more than 99 %";
        }
        return share < 1 - SURE ? "less than 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
