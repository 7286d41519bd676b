package dev.likeness.train.sharing;

import dev.likeness.error.Words;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Every way for two pictures to share a network, by the word that recipes know it by. */
public final class Sharings {
    private static final Map<String, BiFunction<Layers, Parts, Network>> ALL = new TreeMap<>(Map.ofEntries(
            kind("early", EarlyNetwork::new),
            kind("separate", SeparateNetwork::new),
            kind("shared", SharedNetwork::new)));

    private Sharings() {}

    private static Map.Entry<String, BiFunction<Layers, Parts, Network>> kind(
            String name, BiFunction<Layers, Parts, Network> maker) {
        return Map.entry(name, maker);
    }

    /**
     * Builds a network.
     *
     * @throws dev.likeness.error.InputException if no sharing has that name
     */
    public static Network build(String name, Parts parts) {
        return Words.choose("sharing", name, ALL).apply(new Layers(), parts);
    }

    /** Whether a sharing has no head, as the pictures meet before any features are made of them. */
    public static boolean headless(String name) {
        return name.equals("early");
    }

    public static Set<String> names() {
        return ALL.keySet();
    }
}
