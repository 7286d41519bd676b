package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureLimits;
import java.time.Duration;
import java.util.Map;

/** The environment variables that change the limits for pictures. */
public final class PictureLimitVariables {
    private static final PictureLimits DEFAULT = PictureLimits.DEFAULT;

    private PictureLimitVariables() {}

    /**
     * The default limits, changed by {@code LIKENESS_PICTURE_MEGAPIXELS}, {@code LIKENESS_PICTURE_SIDE} and {@code
     * LIKENESS_PICTURE_SECONDS}; a blank variable changes nothing.
     *
     * @throws InputException if one of them is not a number in its range
     */
    public static PictureLimits limits(Map<String, String> environment) {
        double megapixels = number(
                environment, "LIKENESS_PICTURE_MEGAPIXELS", DEFAULT.pixels() / 1e6, PictureLimits.MAX_PIXELS / 1e6);
        double side = number(environment, "LIKENESS_PICTURE_SIDE", DEFAULT.side(), 1_000_000);
        double seconds = number(
                environment,
                "LIKENESS_PICTURE_SECONDS",
                (double) DEFAULT.time().toSeconds(),
                PictureLimits.MAX_SECONDS);
        return new PictureLimits(
                Math.max(1, Math.round(megapixels * 1e6)),
                (int) Math.max(1, side),
                DEFAULT.bytes(),
                Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))));
    }

    private static double number(Map<String, String> environment, String name, double usual, double max) {
        String given = environment.get(name);
        if (given == null || given.isBlank()) {
            return usual;
        }
        double value;
        try {
            value = Double.parseDouble(given.strip());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value > 0 && value <= max)) {
            throw new InputException("the environment variable " + name + " is '" + given
                    + "'; allowed is a number above 0, at most " + (long) max
                    + "; correct it, or unset it for the default, "
                    + usual);
        }
        return value;
    }
}
