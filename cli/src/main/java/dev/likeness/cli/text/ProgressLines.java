package dev.likeness.cli.text;

import dev.likeness.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress for a file or a pipe: a line at the start, at most one a minute, and one at the end.
 *
 * <p>The first line comes with the first report, so that a command that is refused before it starts work says nothing
 * here.
 */
public final class ProgressLines implements Progress, AutoCloseable {
    private static final long LINE_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final String task;
    private final PrintStream err;
    private final LongSupplier clock;
    private boolean started;
    private boolean ended;
    private long startedAt;
    private long lineAt;
    private Part part = new Part(0, 0, 0);
    private long done;

    /** A part of the work that counts from its own start to its own total: the time left is that of the part. */
    private record Part(long startedAt, long startedFrom, long total) {
        String left(long now, long done) {
            double each = (double) (now - startedAt) / Math.max(1, done - startedFrom);
            return time(Math.round(each * (total - done)));
        }
    }

    /** @param clock nanoseconds that only grow, as {@link System#nanoTime} */
    public ProgressLines(String task, PrintStream err, LongSupplier clock) {
        this.task = task;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public void at(long newDone, long total, String note) {
        long now = clock.getAsLong();
        boolean first = !started;
        if (first) {
            started = true;
            startedAt = now;
            lineAt = now;
        }
        if (first || total != part.total || newDone < done) {
            part = new Part(now, newDone, total);
        }
        done = newDone;
        if (first) {
            print("started: ", count(), "", note);
        } else if (now - lineAt >= LINE_EVERY_NANOS) {
            lineAt = now;
            boolean known = total > 0 && newDone > part.startedFrom;
            print("", count(), known ? ", " + part.left(now, newDone) + " left" : "", note);
        }
    }

    private String count() {
        return part.total > 0 ? done + "/" + part.total : String.valueOf(done);
    }

    private void print(String before, String count, String left, String note) {
        err.println(task + ": " + before + count + left + (note.isEmpty() ? "" : ", " + note));
    }

    /** Says how far it came, if it started; says it once. */
    @Override
    public void close() {
        if (started && !ended) {
            ended = true;
            print("ended: ", count(), "", "after " + time(clock.getAsLong() - startedAt));
        }
    }

    private static String time(long nanos) {
        long whole = Math.round(nanos / 1e9);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
