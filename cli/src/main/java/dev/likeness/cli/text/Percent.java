package dev.likeness.cli.text;

import dev.likeness.calibration.Rate;
import java.util.Locale;

/** Formats shares as percentages. */
public final class Percent {
    private Percent() {}

    /** A given share, such as {@code 1} or {@code 0.1}, without trailing zeros. */
    public static String of(double share) {
        String text = Decimals.of(100 * share, 4);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A measured share, such as {@code 96.50 %}. */
    public static String measured(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Such as {@code 96.50 % (94.20 to 97.90)}. */
    public static String of(Rate rate) {
        return String.format(
                Locale.ROOT, "%6.2f %% (%.2f to %.2f)", 100 * rate.value(), 100 * rate.low(), 100 * rate.high());
    }
}
