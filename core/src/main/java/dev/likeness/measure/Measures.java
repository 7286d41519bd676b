package dev.likeness.measure;

import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * The measures that need no trained model, by name: those of this module, and those that {@link MeasureProvider}s of
 * other jars add.
 */
public final class Measures {
    private static final Registry<Supplier<Measure>> ALL = Registry.of(
            "measure", Map.of(PixelMeasure.NAME, PixelMeasure::new), () -> ServiceLoader.load(MeasureProvider.class));

    private Measures() {}

    /** Their names, sorted. */
    public static List<String> names() {
        return List.copyOf(ALL.names());
    }

    /**
     * Refuses an unknown name without opening a measure.
     *
     * @throws InputException if there is no measure of that name
     */
    public static void requireKnown(String name) {
        ALL.named(name);
    }

    /**
     * Opens a measure.
     *
     * @throws InputException if the name is unknown
     */
    public static Measure named(String name) {
        return ALL.named(name).get();
    }
}
