package dev.likeness.picture.decoding;

import static dev.likeness.picture.decoding.TestPictures.resource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The forms that docs/input.md says are read, in twins/forms.txt: sets of forms, each the product of its levels. */
final class TwinForms {
    static final List<String> FACTORS = List.of(
            "container",
            "sample",
            "bits",
            "colour",
            "alpha",
            "orientation",
            "profile",
            "encoding",
            "variant",
            "layout",
            "chroma");

    private static final int PRIMARY = FACTORS.indexOf("profile") + 1;

    private TwinForms() {}

    /** Every pair of levels that must occur: of all primary factors, and of the container with each other factor. */
    static Set<String> allowedPairs() {
        return pairs(sets());
    }

    static Set<String> pairsOf(Collection<Twin> twins) {
        return pairs(twins.stream()
                .map(twin -> twin.levels().stream().map(List::of).toList())
                .toList());
    }

    private static Set<String> pairs(Collection<List<List<String>>> products) {
        Set<String> pairs = new TreeSet<>();
        for (List<List<String>> levels : products) {
            for (int a = 0; a < PRIMARY; a++) {
                for (int b = a + 1; b < (a == 0 ? FACTORS.size() : PRIMARY); b++) {
                    for (String one : levels.get(a)) {
                        for (String other : levels.get(b)) {
                            pairs.add(FACTORS.get(a) + " " + one + " with " + FACTORS.get(b) + " " + other);
                        }
                    }
                }
            }
        }
        return pairs;
    }

    private static List<List<List<String>>> sets() {
        List<List<List<String>>> sets = new ArrayList<>();
        for (String line : new String(resource("twins/forms.txt"), StandardCharsets.UTF_8).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                sets.add(List.of(line.replace("|", " ").trim().split("\\s+")).stream()
                        .map(TwinForms::levels)
                        .toList());
            }
        }
        return sets;
    }

    private static List<String> levels(String word) {
        return word.equals("1-8")
                ? IntStream.rangeClosed(1, 8).mapToObj(Integer::toString).toList()
                : List.of(word.split(","));
    }
}
