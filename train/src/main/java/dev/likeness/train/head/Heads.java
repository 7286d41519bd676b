package dev.likeness.train.head;

import static java.util.Map.entry;

import dev.likeness.error.InputException;
import dev.likeness.error.Words;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Every head, by the word that recipes know it by. */
public final class Heads {
    private static final Map<String, Kind> ALL = new TreeMap<>(Map.ofEntries(
            entry("blend", new Kind(BlendHead::new, Size.WIDTH)),
            entry("concat", new Kind(ConcatHead::new, Size.WIDTH)),
            entry("correlation", new Kind(CorrelationHead::new, Size.WIDTH, Size.GROUPS, Size.WINDOW)),
            entry("cosine", new Kind(CosineHead::new)),
            entry("difference", new Kind(DifferenceHead::new, Size.WIDTH)),
            entry("grouped", new Kind(GroupedHead::new, Size.WIDTH)),
            entry("interleaved", new Kind(InterleavedHead::new, Size.WIDTH)),
            entry("nearest", new Kind(NearestHead::new, Size.WIDTH)),
            entry("product", new Kind(ProductHead::new, Size.WIDTH)),
            entry("separable", new Kind(SeparableHead::new, Size.WIDTH))));

    private Heads() {}

    /** What can be chosen about the size of a head. */
    public enum Size {
        WIDTH,
        GROUPS,
        WINDOW
    }

    /**
     * How to build a head.
     *
     * @param sizes which of its settings change it
     */
    public record Kind(BiFunction<Layers, HeadSettings, Head> maker, List<Size> sizes) {
        Kind(BiFunction<Layers, HeadSettings, Head> maker, Size... sizes) {
            this(maker, List.of(sizes));
        }
    }

    /**
     * The head of a name.
     *
     * @throws InputException if there is none
     */
    public static Kind named(String name) {
        return Words.choose("head", name, ALL);
    }

    public static Set<String> names() {
        return ALL.keySet();
    }
}
