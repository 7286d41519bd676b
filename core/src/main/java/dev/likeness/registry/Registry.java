package dev.likeness.registry;

import dev.likeness.error.InputException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The implementations of one kind, such as heads, by the names that users choose them by.
 *
 * <p>Entries are built in, or come from {@link Provider}s in other jars, which are loaded when the registry is first
 * asked. A provider that cannot be loaded does not affect the other entries: it is logged once, and named in the error
 * for an unknown name. A name that two jars define is listed, and choosing it is an error. Immutable and thread-safe.
 *
 * @param <T> what an entry is
 */
public final class Registry<T> {
    private final String kind;
    private final Map<String, T> builtIn;
    private final @Nullable Supplier<ProvidedEntries<T>> loader;
    private volatile @Nullable ProvidedEntries<T> provided;

    private Registry(String kind, Map<String, ? extends T> builtIn, @Nullable Supplier<ProvidedEntries<T>> loader) {
        this.kind = kind;
        this.builtIn = Collections.unmodifiableMap(new TreeMap<>(builtIn));
        this.loader = loader;
    }

    /**
     * A kind whose entries are all built in.
     *
     * @param kind what errors call an entry, such as "data format"
     */
    public static <T> Registry<T> of(String kind, Map<String, ? extends T> entries) {
        return new Registry<>(kind, entries, null);
    }

    /** A kind whose entries are all built in and know their names. */
    public static <T> Registry<T> of(String kind, Collection<? extends T> entries, Function<T, String> name) {
        return of(kind, entries.stream().collect(Collectors.toMap(name, Function.identity())));
    }

    /**
     * A kind that other jars can add to.
     *
     * @param providers loads the providers; the module that calls {@link ServiceLoader} is the one that declares
     *     {@code uses}
     */
    public static <T, P extends Provider<T>> Registry<T> of(
            String kind, Map<String, ? extends T> builtIn, Supplier<ServiceLoader<P>> providers) {
        return new Registry<>(kind, builtIn, () -> ProvidedEntries.load(kind, builtIn.keySet(), providers.get()));
    }

    /**
     * The entry of a name.
     *
     * @throws InputException if there is none, or if two jars define it
     */
    public T named(String name) {
        ProvidedEntries<T> others = provided();
        String conflict = others.conflicts().get(name);
        if (conflict != null) {
            throw new InputException(conflict);
        }
        T entry =
                builtIn.containsKey(name) ? builtIn.get(name) : others.entries().get(name);
        if (entry == null) {
            throw new InputException(unknown(name));
        }
        return entry;
    }

    /** All names, sorted. */
    public Set<String> names() {
        ProvidedEntries<T> others = provided();
        Set<String> names = new TreeSet<>(builtIn.keySet());
        names.addAll(others.entries().keySet());
        names.addAll(others.conflicts().keySet());
        return Collections.unmodifiableSet(names);
    }

    private String unknown(String name) {
        String message = UnknownName.message(kind, name, names());
        if (loader == null) {
            return message;
        }
        return message + "; a " + kind + " from another jar is found only if its jar is on the class path"
                + provided().failures().stream().map(failure -> "; " + failure).collect(Collectors.joining());
    }

    private ProvidedEntries<T> provided() {
        ProvidedEntries<T> loaded = provided;
        if (loaded == null) {
            synchronized (this) {
                loaded = provided;
                if (loaded == null) {
                    loaded = loader == null ? ProvidedEntries.none() : loader.get();
                    provided = loaded;
                }
            }
        }
        return loaded;
    }
}
