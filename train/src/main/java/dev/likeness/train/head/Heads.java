package dev.likeness.train.head;

import static java.util.Map.entry;

import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import dev.likeness.train.head.HeadFactory.Size;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** All heads, by the names that recipes choose them by. Other jars add theirs through {@link HeadProvider}. */
public final class Heads {
    private static final Registry<HeadFactory> ALL = Registry.of(
            "head",
            Map.ofEntries(
                    entry("blend", new HeadFactory(BlendHead::new, Size.WIDTH)),
                    entry("concat", new HeadFactory(ConcatHead::new, Size.WIDTH)),
                    entry("correlation", new HeadFactory(CorrelationHead::new, Size.WIDTH, Size.GROUPS, Size.WINDOW)),
                    entry("cosine", new HeadFactory(CosineHead::new)),
                    entry("difference", new HeadFactory(DifferenceHead::new, Size.WIDTH)),
                    entry("grouped", new HeadFactory(GroupedHead::new, Size.WIDTH)),
                    entry("interleaved", new HeadFactory(InterleavedHead::new, Size.WIDTH)),
                    entry("nearest", new HeadFactory(NearestHead::new, Size.WIDTH)),
                    entry("product", new HeadFactory(ProductHead::new, Size.WIDTH)),
                    entry("separable", new HeadFactory(SeparableHead::new, Size.WIDTH))),
            () -> ServiceLoader.load(HeadProvider.class));

    private Heads() {}

    /**
     * The head of a name.
     *
     * @throws InputException if there is none
     */
    public static HeadFactory named(String name) {
        return ALL.named(name);
    }

    public static Set<String> names() {
        return ALL.names();
    }
}
