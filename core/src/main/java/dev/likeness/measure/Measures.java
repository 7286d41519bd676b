package dev.likeness.measure;

import dev.likeness.error.InputException;
import dev.likeness.error.Words;
import java.util.List;
import java.util.ServiceLoader;

/** The measures that need no trained model, by name, from all modules on the class path. */
public final class Measures {
    private Measures() {}

    /** Their names, sorted. */
    public static List<String> names() {
        return ServiceLoader.load(MeasureProvider.class).stream()
                .map(provider -> provider.get().name())
                .sorted()
                .toList();
    }

    /**
     * Opens a measure.
     *
     * @throws InputException if the name is unknown
     */
    public static Measure named(String name) {
        for (MeasureProvider provider : ServiceLoader.load(MeasureProvider.class)) {
            if (provider.name().equals(name)) {
                return provider.open();
            }
        }
        throw new InputException(
                "there is no measure '" + name + "'" + Words.instead(name, names()) + ", or a trained model");
    }
}
