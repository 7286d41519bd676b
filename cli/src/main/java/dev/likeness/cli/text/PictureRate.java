package dev.likeness.cli.text;

import dev.likeness.progress.Progress;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Adds the number of pictures per second to the note of another progress. */
public final class PictureRate implements Progress {
    private final Progress shown;
    private final LongSupplier clock;
    private String part = "";
    private long startedAt;
    private long startedFrom;

    public PictureRate(Progress shown) {
        this(shown, System::nanoTime);
    }

    /** @param clock monotonic nanoseconds, as {@link System#nanoTime} */
    PictureRate(Progress shown, LongSupplier clock) {
        this.shown = shown;
        this.clock = clock;
        this.startedAt = clock.getAsLong();
    }

    @Override
    public synchronized void at(long done, long total, String note) {
        long now = clock.getAsLong();
        if (!note.equals(part)) {
            if (!part.isEmpty()) { // the first part starts with this object
                startedAt = now;
                startedFrom = done;
            }
            part = note;
        }
        double seconds = (now - startedAt) / 1e9;
        double rate = (done - startedFrom) / seconds;
        boolean known = seconds > 0 && done > startedFrom;
        shown.at(
                done,
                total,
                known
                        ? String.format(Locale.ROOT, rate < 10 ? "%s, %.1f a second" : "%s, %.0f a second", note, rate)
                        : note);
    }
}
