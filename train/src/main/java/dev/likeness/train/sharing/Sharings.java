package dev.likeness.train.sharing;

import dev.likeness.registry.Registry;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parts;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** All ways for two pictures to share a network, by the names that recipes choose them by. */
public final class Sharings {
    private static final Registry<BiFunction<Layers, Parts, Network>> ALL = Registry.of(
            "sharing",
            Map.of("early", EarlyNetwork::new, "separate", SeparateNetwork::new, "shared", SharedNetwork::new));

    private Sharings() {}

    /**
     * Builds a network.
     *
     * @throws dev.likeness.error.InputException if no sharing has that name
     */
    public static Network build(String name, Parts parts) {
        return ALL.named(name).apply(new Layers(), parts);
    }

    /** Whether a sharing has no head, because the pictures enter one tower together. */
    public static boolean headless(String name) {
        return name.equals("early");
    }

    public static Set<String> names() {
        return ALL.names();
    }
}
