package dev.likeness.cli.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Formats numbers with a fixed number of decimals, as {@code String.format} does, but without the data of the locale: loading it
 * takes a fiftieth of the time of a comparison.
 */
final class Decimals {
    private Decimals() {}

    static String of(double number, int decimals) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        return BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
