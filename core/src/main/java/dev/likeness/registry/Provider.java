package dev.likeness.registry;

import java.util.Map;

/**
 * Adds entries from another jar to a {@link Registry}. Each kind that allows this extends the interface, as
 * {@link dev.likeness.measure.MeasureProvider} does. {@link java.util.ServiceLoader} finds the implementation: a public
 * class with a public constructor without arguments, named in a line of {@code META-INF/services/} and the name of the
 * kind's interface.
 *
 * @param <T> what an entry is
 */
public interface Provider<T> {
    /**
     * The entries by name. A name consists of lower-case letters, digits and hyphens, and differs from all other names of
     * the kind. The method runs whenever names are listed, so heavy libraries are loaded when an entry is used.
     */
    Map<String, T> entries();
}
