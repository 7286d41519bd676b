package dev.likeness.server.endpoint;

import dev.likeness.gallery.GalleryPlace;
import dev.likeness.gallery.GalleryUnavailableException;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Problem.Kind;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gallery of the server. It is opened when it is first used, so it may be created later; it shows what other processes
 * add; and it is opened again when another process has encoded it with another model. A gallery that was replaced is closed
 * when its last call has ended. Thread-safe.
 */
public final class OpenGallery implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final @Nullable GalleryPlace place;
    private @Nullable Held held;
    private boolean closed;

    /** @param place null if the server has no gallery */
    public OpenGallery(@Nullable GalleryPlace place) {
        this.place = place;
    }

    private static final class Held {
        private final PictureGallery gallery;
        private int users;
        private boolean retired;

        Held(PictureGallery gallery) {
            this.gallery = gallery;
        }
    }

    /** Whether there is a gallery at this time. */
    public boolean exists() {
        Held opened;
        synchronized (this) {
            opened = held;
            if (opened != null) {
                opened.users++; // so that it stays open meanwhile
            }
        }
        try {
            return (opened != null && opened.gallery.isCurrent()) || (place != null && place.exists());
        } catch (GalleryUnavailableException e) {
            return opened != null; // it was there
        } finally {
            if (opened != null) {
                release(opened);
            }
        }
    }

    /**
     * Uses the gallery, and keeps it open meanwhile.
     *
     * @throws Problem if there is none, or its storage does not answer
     * @throws dev.likeness.error.InputException if it cannot be read or written: a fault of the server
     */
    <R> R use(Function<PictureGallery, R> work) {
        try {
            Held used = taken();
            try {
                return work.apply(used.gallery);
            } finally {
                release(used);
            }
        } catch (GalleryUnavailableException e) {
            throw new Problem(
                    Kind.UNAVAILABLE,
                    "the storage of the gallery does not answer at present; send the request again later",
                    PAUSE);
        }
    }

    private synchronized Held taken() {
        if (closed) {
            throw new IllegalStateException("the gallery is closed, because the server stops");
        }
        Held current = held;
        if (current != null && !current.gallery.isCurrent()) {
            current.retired = true;
            held = null;
            if (current.users == 0) {
                current.gallery.close();
            }
        }
        if (held == null) {
            if (place == null || !place.exists()) {
                throw none();
            }
            held = new Held(place.open());
        }
        held.users++;
        return held;
    }

    private synchronized void release(Held used) {
        used.users--;
        if (used.retired && used.users == 0) {
            used.gallery.close();
        }
    }

    private static Problem none() {
        return new Problem(
                Kind.NO_GALLERY,
                "this server has no gallery, so there is nothing to search or to review; ask its operator to add pictures to"
                        + " one");
    }

    /** Closes the gallery after the calls in progress. */
    @Override
    public synchronized void close() {
        closed = true;
        if (held != null) {
            held.retired = true;
            if (held.users == 0) {
                held.gallery.close();
            }
            held = null;
        }
    }
}
