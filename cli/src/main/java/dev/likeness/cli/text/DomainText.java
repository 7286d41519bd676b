package dev.likeness.cli.text;

import dev.likeness.domain.Domain;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats what is known of a model's domain. */
public final class DomainText {
    private DomainText() {}

    /** The test of a card. */
    public static String of(@Nullable Domain domain) {
        return domain == null
                ? "the card has no statistics of its training domain; pictures outside it are not recognised"
                : String.format(
                        Locale.ROOT,
                        "pictures outside it are recognised; false alarms: %s %% of %,d held-out pictures of %s",
                        Percent.of(domain.falseAlarms()),
                        domain.pictures(),
                        domain.data());
    }

    /** The warning for pictures outside the domain, with the next steps. */
    public static String warning(String model) {
        return "warning: a picture is unlike those that model " + model
                + " was trained for, so this answer is unreliable;"
                + " choose another model with --model, train one on your pictures with 'likeness train', or compare with a"
                + " classical measure such as --measure sift";
    }
}
