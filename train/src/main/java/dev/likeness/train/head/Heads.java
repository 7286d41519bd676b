package dev.likeness.train.head;

import dev.likeness.error.InputException;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Every head, by the word that recipes know it by. */
public final class Heads {
    private static final Map<String, BiFunction<Layers, HeadSettings, Head>> ALL = new TreeMap<>(Map.of(
            "blend", BlendHead::new, //
            "concat", ConcatHead::new, //
            "difference", DifferenceHead::new, //
            "grouped", GroupedHead::new, //
            "interleaved", InterleavedHead::new, //
            "product", ProductHead::new, //
            "separable", SeparableHead::new));

    private Heads() {}

    /**
     * Builds a head.
     *
     * @throws InputException if no head has that name
     */
    public static Head build(String name, Layers layers, HeadSettings settings) {
        BiFunction<Layers, HeadSettings, Head> maker = ALL.get(name);
        if (maker == null) {
            throw new InputException("there is no head '" + name + "'; choose one of " + String.join(", ", names()));
        }
        return maker.apply(layers, settings);
    }

    public static Set<String> names() {
        return ALL.keySet();
    }
}
