package dev.likeness.train.pooling;

import dev.likeness.registry.Registry;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Pooling;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All ways to pool a feature map for the embedding, by the names that recipes choose them by. */
public final class Poolings {
    private static final Registry<Function<Layers, Pooling>> ALL =
            Registry.of("embedding-pooling", Map.of("gem", GemPooling::new, "grid", layers -> new GridPooling()));

    private Poolings() {}

    /**
     * Builds a pooling.
     *
     * @throws dev.likeness.error.InputException if no pooling has that name
     */
    public static Pooling build(String name, Layers layers) {
        return ALL.named(name).apply(layers);
    }

    public static Set<String> names() {
        return ALL.names();
    }
}
