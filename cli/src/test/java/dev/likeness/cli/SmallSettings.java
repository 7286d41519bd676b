package dev.likeness.cli;

import dev.likeness.models.Models;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shortens documented commands so that they run in seconds. Their arguments are kept, with these exceptions:
 *
 * <ul>
 *   <li>{@code train} and {@code study} run 4 steps on one thread instead of the documented length, because a thread
 * pool slows down such small networks; their recipe starts from {@link #RECIPE}, and what the document sets in it is
 *       set on top;
 *   <li>{@code train} from a bundled model runs 2 steps with the network and the recipe of that model;
 *   <li>{@code study} has two heads where the document asks for none, and so for all; one seed of each contender, few
 * pairs,
 *       trials and resamples, and short timings;
 *   <li>{@code evaluate} and {@code models calibrate} draw at most 200 pairs and 5 galleries where the document asks
 * for no
 *       number;
 *   <li>{@code data draw} draws 6 groups of 5 things, 4 small pictures each, where the document asks for no number.
 * </ul>
 */
final class SmallSettings {
    static final String RECIPE_FILE = "small-recipe.yaml";
    static final String RECIPE = """
            input: {size: 16}
            design: {head-width: 8, embedding: 16}
            schedule: {identities: 4, warm-up: 2}
            selection: {ways: 3, validations: 1}
            """;

    /** Where all ten are asked for: the grid of all is what GridTest trains. */
    private static final String SOME_HEADS = "concat,cosine";

    private static final Set<String> LENGTHS = Set.of("--minutes", "--epochs", "--steps");

    private SmallSettings() {}

    static List<String> of(List<String> words) {
        String command = words.get(0) + (words.size() > 1 ? " " + words.get(1) : "");
        if (words.contains("--help") || words.contains("--print-recipe") || words.contains("--resume")) {
            return words;
        }
        if (command.startsWith("train ") && startsFromBundledModel(words)) {
            return replaced(words, Map.of("--steps", "2", "--threads", "1"));
        }
        if (command.startsWith("train ")) {
            return replaced(words, Map.of("--steps", "4", "--recipe", RECIPE_FILE, "--threads", "1"));
        }
        if (command.startsWith("study ")) {
            Map<String, String> small =
                    new LinkedHashMap<>(Map.of("--steps", "4", "--recipe", RECIPE_FILE, "--threads", "1"));
            small.putAll(Map.of("--seeds", "1", "--seeds-of", "concat=1", "--timing", "0.02", "--resamples", "100"));
            small.putAll(Map.of("--pairs", "40", "--ways", "3", "--runs", "4", "--heads", SOME_HEADS));
            if (words.contains("--heads")) {
                small.remove("--heads");
            }
            return replaced(words, small);
        }
        if (command.startsWith("evaluate ")) {
            return added(words, Map.of("--pairs", "200", "--ways", "3", "--runs", "5"));
        }
        if (command.equals("models calibrate")) {
            return added(words, Map.of("--pairs", "200"));
        }
        if (command.equals("data draw")) {
            return added(words, Map.of("--groups", "6", "--identities", "5", "--pictures", "4", "--size", "32"));
        }
        return words;
    }

    private static boolean startsFromBundledModel(List<String> words) {
        int from = words.indexOf("--from");
        return from >= 0 && Models.names().contains(words.get(from + 1));
    }

    private static List<String> replaced(List<String> words, Map<String, String> small) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean goes = LENGTHS.contains(words.get(i)) || (small.containsKey(words.get(i)));
            if (goes) {
                i++; // with its value
            } else {
                kept.add(words.get(i));
            }
        }
        return added(kept, small);
    }

    private static List<String> added(List<String> words, Map<String, String> small) {
        List<String> all = new ArrayList<>(words);
        small.forEach((option, value) -> {
            if (!words.contains(option)) {
                all.addAll(List.of(option, value));
            }
        });
        return all;
    }
}
