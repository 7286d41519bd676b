package dev.likeness.fuzz;

import dev.likeness.error.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All targets, by name. */
final class Targets {
    private static final Map<String, Supplier<Target>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("pictures", PicturesTarget::new);
        ALL.put("model-json", ModelJsonTarget::new);
        ALL.put("model", ModelTarget::new);
        ALL.put("safetensors", SafeTensorsTarget::new);
        ALL.put("pairs-csv", PairsTarget::new);
        ALL.put("recipes", RecipesTarget::new);
        ALL.put("zips", ZipsTarget::new);
        ALL.put("codes", CodesTarget::new);
    }

    private Targets() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** @throws dev.likeness.error.InputException if there is no such target */
    static Target named(String name) {
        return Words.choose("target", name, ALL).get();
    }
}
