package dev.likeness.registry;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the providers of one kind add to the entries that are built in.
 *
 * @param entries by name
 * @param conflicts the error for each name that is defined twice, by name
 * @param failures what is wrong with each provider that cannot be used: its class, its jar and the reason
 */
record ProvidedEntries<T>(Map<String, T> entries, Map<String, String> conflicts, List<String> failures) {
    private static final Logger LOG = LoggerFactory.getLogger(ProvidedEntries.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    /** A class path that cannot be searched fails at every attempt; this ends the attempts. */
    private static final int MAX_FAILURES = 100;

    static <T> ProvidedEntries<T> none() {
        return new ProvidedEntries<>(Map.of(), Map.of(), List.of());
    }

    /** Loads all providers, and keeps an error for each that fails. */
    static <T, P extends Provider<T>> ProvidedEntries<T> load(
            String kind, Set<String> builtIn, ServiceLoader<P> providers) {
        Loading<T> loading = new Loading<>(kind, builtIn);
        Spliterator<ServiceLoader.Provider<P>> found = providers.stream().spliterator();
        boolean more = true;
        while (more && loading.failures.size() < MAX_FAILURES) {
            try {
                more = found.tryAdvance(loading::add);
            } catch (ServiceConfigurationError | LinkageError e) { // an unreadable list, or an absent or damaged class
                loading.failed("a provider of a " + kind, e);
            }
        }
        loading.failures.forEach(LOG::warn);
        return new ProvidedEntries<>(loading.entries, loading.conflicts, List.copyOf(loading.failures));
    }

    /** The state while providers are loaded. */
    private static final class Loading<T> {
        private final String kind;
        private final Set<String> builtIn;
        private final Map<String, T> entries = new TreeMap<>();
        private final Map<String, String> origins = new TreeMap<>();
        private final Map<String, String> conflicts = new TreeMap<>();
        private final List<String> failures = new ArrayList<>();

        Loading(String kind, Set<String> builtIn) {
            this.kind = kind;
            this.builtIn = builtIn;
        }

        void add(ServiceLoader.Provider<? extends Provider<T>> found) {
            String origin = origin(found.type());
            try {
                Map<String, T> added = Map.copyOf(found.get().entries());
                for (String name : added.keySet()) {
                    if (!NAME.matcher(name).matches()) {
                        throw new IllegalArgumentException("the name '" + name
                                + "' is invalid; allowed: lower-case letters and digits, in words joined by hyphens");
                    }
                }
                added.forEach((name, entry) -> add(name, entry, origin));
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                failed(origin, e);
            }
        }

        private void add(String name, T entry, String origin) {
            String other = builtIn.contains(name) ? "Likeness itself" : origins.get(name);
            if (other != null) {
                conflicts.put(
                        name,
                        "the " + kind + " '" + name + "' is defined twice: one from " + other + ", one from " + origin
                                + "; rename one of them, or remove its jar from the class path");
                entries.remove(name);
            } else {
                entries.put(name, entry);
            }
            origins.put(name, origin);
        }

        void failed(String origin, Throwable error) {
            Throwable cause =
                    error instanceof ServiceConfigurationError && error.getCause() != null ? error.getCause() : error;
            String reason = cause == error ? error.toString() : error.getMessage() + " (" + cause + ")";
            failures.add(origin + " cannot be used: " + reason);
        }

        private static String origin(Class<?> type) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return type.getName()
                    + (source == null || source.getLocation() == null
                            ? ""
                            : " in " + source.getLocation().getPath());
        }
    }
}
