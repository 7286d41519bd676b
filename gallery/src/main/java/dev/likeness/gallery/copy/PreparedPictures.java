package dev.likeness.gallery.copy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prepares pictures when they are asked for, and keeps those that were asked for last, up to a number of bytes: to prepare a
 * picture takes longer than to check a pair. Thread-safe; if two threads ask for a picture at the same time, it can be
 * prepared twice.
 *
 * @param <K> what identifies a picture
 */
public final class PreparedPictures<K> {
    /** An entry without a picture, or what it takes beside its picture. */
    private static final int ENTRY_BYTES = 100;

    private final long mostBytes;
    private final Map<K, Optional<Prepared>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Keeps nothing yet.
     *
     * @param mostBytes of all kept pictures together
     */
    public PreparedPictures(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The picture; empty if it cannot be read.
     *
     * @param prepare called if the picture is not kept; empty if it cannot be read, which is kept as well
     */
    public Optional<Prepared> of(K key, Supplier<Optional<Prepared>> prepare) {
        Optional<Prepared> known = known(key);
        if (known != null) {
            return known;
        }
        Optional<Prepared> made = prepare.get();
        keep(key, made);
        return made;
    }

    private synchronized @Nullable Optional<Prepared> known(K key) {
        return kept.get(key);
    }

    private synchronized void keep(K key, Optional<Prepared> made) {
        Optional<Prepared> before = kept.put(key, made);
        bytes += bytes(made) - (before == null ? 0 : bytes(before));
        Iterator<Optional<Prepared>> oldest = kept.values().iterator();
        while (bytes > mostBytes && kept.size() > 1) {
            bytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    private static long bytes(Optional<Prepared> picture) {
        return ENTRY_BYTES + picture.map(Prepared::bytes).orElse(0);
    }
}
