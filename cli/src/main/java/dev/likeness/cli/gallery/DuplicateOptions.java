package dev.likeness.cli.gallery;

import dev.likeness.cli.option.PictureFilterOptions;
import dev.likeness.error.InputException;
import dev.likeness.gallery.BestCopy;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.gallery.DuplicateSettings;
import dev.likeness.gallery.index.StoredPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which duplicates are searched. */
final class DuplicateOptions {
    @Option(
            names = "--kind",
            paramLabel = "WORD",
            defaultValue = "edited",
            description =
                    "exact: the same bytes, or the same pixels with other metadata; edited: also edited copies, such"
                            + " as cropped, turned or recompressed; alike: also pictures that only look alike. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String kind;

    @Option(
            names = "--most-alike",
            paramLabel = "N",
            defaultValue = "10",
            description = "With --kind alike: at most this number of pictures that look like one. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int mostAlike;

    @Option(
            names = "--best",
            paramLabel = "WORDS",
            defaultValue = "resolution,size,sharpness",
            description = "What makes the best copy of a group, the most important first. Default: ${DEFAULT-VALUE}.")
    private String best;

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description =
                    "Only groups with a picture in this folder and another outside it: which of these new pictures"
                            + " do I already have? The best copy is one in this folder. May be repeated.")
    private List<Path> against = new ArrayList<>();

    @Mixin
    private PictureFilterOptions filter;

    /** The folders that others are compared with. */
    List<Path> against() {
        return against;
    }

    /** The pictures that others are compared with; null to compare all with all. */
    @Nullable
    Predicate<StoredPicture> reference() {
        return against.isEmpty() ? null : Folders.in(against);
    }

    /**
     * The settings.
     *
     * @param among groups need a picture that passes
     * @throws InputException if an option has an invalid value
     */
    DuplicateSettings settings(Predicate<StoredPicture> among) {
        if (mostAlike < 1) {
            throw new InputException("--most-alike is " + mostAlike + "; allowed: 1 or more");
        }
        DuplicateSettings settings = DuplicateSettings.USUAL
                .downTo(one("--kind", kind, DuplicateKind.values()))
                .choosingBy(rules())
                .withMostAlike(mostAlike)
                .where(among.and(filter.filter()));
        Predicate<StoredPicture> reference = reference();
        return reference == null ? settings : settings.of(reference);
    }

    private List<BestCopy> rules() {
        List<BestCopy> rules = Arrays.stream(best.split(",", -1))
                .map(word -> one("--best", word.strip(), BestCopy.values()))
                .toList();
        if (rules.stream().distinct().count() < rules.size()) {
            throw new InputException("--best is '" + best + "', which has a word twice; name each rule once");
        }
        return rules;
    }

    private static <E extends Enum<E>> E one(String option, String word, E[] values) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InputException(option + ": there is no '" + word + "'; allowed: "
                        + Arrays.stream(values).map(DuplicateOptions::word).collect(Collectors.joining(", "))));
    }

    /** As it is written in options and JSON. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
