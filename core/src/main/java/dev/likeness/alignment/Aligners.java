package dev.likeness.alignment;

import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The aligners that {@link AlignerProvider}s of other jars add, by name. The module {@code classic} has one. */
public final class Aligners {
    private static final Logger LOG = LoggerFactory.getLogger(Aligners.class);
    private static final Registry<Supplier<Aligner>> ALL =
            Registry.of("aligner", Map.of(), () -> ServiceLoader.load(AlignerProvider.class));

    private Aligners() {}

    /** Their names, sorted. */
    public static List<String> names() {
        return List.copyOf(ALL.names());
    }

    /**
     * Opens an aligner.
     *
     * @throws InputException if the name is unknown
     */
    public static Aligner named(String name) {
        return ALL.named(name).get();
    }

    /**
     * Opens the first aligner by name that can be opened. An aligner whose native library cannot be loaded is logged and
     * passed over.
     *
     * @return to be closed by the caller; empty if there is none
     */
    public static Optional<Aligner> find() {
        for (String name : ALL.names()) {
            try {
                return Optional.of(named(name));
            } catch (LinkageError | InputException e) {
                LOG.warn("the aligner {} cannot be used: {}", name, e.toString());
            }
        }
        return Optional.empty();
    }
}
