package dev.likeness.fuzz;

import static java.util.Map.entry;

import dev.likeness.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All targets, by name. */
final class Targets {
    private static final Registry<Supplier<Target>> ALL = Registry.of(
            "target",
            Map.ofEntries(
                    entry("codes", CodesTarget::new),
                    entry("heif", HeifTarget::new),
                    entry("measures", MeasureCardsTarget::new),
                    entry("model", ModelTarget::new),
                    entry("model-json", ModelJsonTarget::new),
                    entry("pairs-csv", PairsTarget::new),
                    entry("pictures", PicturesTarget::new),
                    entry("recipes", RecipesTarget::new),
                    entry("safetensors", SafeTensorsTarget::new),
                    entry("zips", ZipsTarget::new)));

    private Targets() {}

    static List<String> names() {
        return List.copyOf(ALL.names());
    }

    /** @throws dev.likeness.error.InputException if there is no such target */
    static Target named(String name) {
        return ALL.named(name).get();
    }
}
