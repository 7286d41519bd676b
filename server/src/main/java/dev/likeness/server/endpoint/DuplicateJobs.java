package dev.likeness.server.endpoint;

import dev.likeness.gallery.DuplicateGroup;
import dev.likeness.gallery.DuplicateKind;
import dev.likeness.gallery.DuplicateSettings;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.server.request.ServerLog;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches for duplicates in the background, one at a time, and keeps the last result of each kind. Thread-safe.
 */
public final class DuplicateJobs implements AutoCloseable {
    private final OpenGallery gallery;
    private final ServerLog log;
    private final Map<DuplicateKind, Result> results = new EnumMap<>(DuplicateKind.class);
    private @Nullable Thread running;
    private boolean failed;
    private volatile Progress progress = new Progress(0, 0, "");
    private volatile boolean closing;

    public DuplicateJobs(OpenGallery gallery, ServerLog log) {
        this.gallery = gallery;
        this.log = log;
    }

    /**
     * How far a search is.
     *
     * @param total 0 if it is unknown
     * @param unit what is counted, such as {@code pictures grouped}
     */
    record Progress(long done, long total, String unit) {}

    /**
     * A finished search.
     *
     * @param version of the gallery when it began
     */
    record Result(long version, List<Group> groups) {}

    /** A group; the best copy is its first member. */
    record Group(DuplicateKind kind, List<Member> members) {}

    /** A member, and what the gallery knows of its file. */
    record Member(DuplicateGroup.Member found, StoredPicture picture) {}

    /** Stops the search from inside. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The result of the last finished search; empty if there is none. */
    synchronized Optional<Result> result(DuplicateKind kind) {
        return Optional.ofNullable(results.get(kind));
    }

    /** How far the running search is; empty if none runs. */
    synchronized Optional<Progress> running() {
        return running == null ? Optional.empty() : Optional.of(progress);
    }

    /** Whether the last search failed; tells it once. */
    synchronized boolean takeFailure() {
        boolean told = failed;
        failed = false;
        return told;
    }

    /** Begins a search, unless one runs. */
    synchronized void begin(DuplicateKind kind) {
        if (running != null || closing) {
            return;
        }
        results.remove(kind);
        progress = new Progress(0, 0, "pictures");
        Thread thread = new Thread(() -> search(kind), "duplicates");
        thread.setDaemon(true);
        running = thread;
        thread.start();
    }

    private void search(DuplicateKind kind) {
        Result found = null;
        boolean fault = false;
        try {
            found = gallery.use(open -> found(open, kind));
        } catch (StoppedException e) {
            fault = false; // the server stops
        } catch (RuntimeException | Error e) {
            log.failed("", "the search for duplicates failed", e);
            fault = true;
        } finally {
            ended(kind, found, fault);
        }
    }

    private synchronized void ended(DuplicateKind kind, @Nullable Result found, boolean fault) {
        running = null;
        failed = fault;
        if (found != null) {
            results.put(kind, found);
        }
    }

    private Result found(PictureGallery open, DuplicateKind kind) {
        long version = open.version();
        List<DuplicateGroup> groups = open.duplicates(DuplicateSettings.USUAL.downTo(kind), (done, total, note) -> {
                    if (closing) {
                        throw new StoppedException();
                    }
                    progress = new Progress(done, Math.max(0, total), note);
                })
                .groups();
        List<Group> complete = new ArrayList<>();
        for (DuplicateGroup group : groups) {
            List<Member> members = new ArrayList<>();
            for (DuplicateGroup.Member member : group.members()) {
                open.picture(member.path()).ifPresent(picture -> members.add(new Member(member, picture)));
            }
            if (members.size() > 1) { // others were removed during the search
                complete.add(new Group(group.kind(), List.copyOf(members)));
            }
        }
        return new Result(version, List.copyOf(complete));
    }

    /** Tells the search that runs to stop, and lets no other begin. */
    public void stop() {
        closing = true;
    }

    /** Stops the search that runs, and waits for its end. */
    @Override
    public void close() {
        stop();
        Thread thread;
        synchronized (this) {
            thread = running;
        }
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
