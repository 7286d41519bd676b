package dev.likeness.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model is for, and under which licences.
 *
 * @param about the pictures that the model is for; empty where the card does not say
 * @param notFor the pictures or uses that the model is not for; empty where the card does not say
 * @param model the licence of the weights; empty where the card does not say
 * @param data the training data and their licence; empty where the card does not say
 * @param more further entries of the owner, in order
 */
public record Licence(String about, String notFor, String model, String data, Map<String, String> more) {
    /** The licence of a card that does not record one. */
    public static final Licence NONE = new Licence("", "", "", "", Map.of());

    public Licence {
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** The licence with these entries, by name: {@code about}, {@code not_for}, {@code model}, {@code data} and
     * others. */
    public static Licence of(Map<String, String> entries) {
        Map<String, String> more = new LinkedHashMap<>(entries);
        List.of("about", "not_for", "model", "data").forEach(more::remove);
        return new Licence(
                entries.getOrDefault("about", ""),
                entries.getOrDefault("not_for", ""),
                entries.getOrDefault("model", ""),
                entries.getOrDefault("data", ""),
                more);
    }
}
