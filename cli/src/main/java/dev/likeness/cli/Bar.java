package dev.likeness.cli;

import dev.likeness.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress on standard error: a bar with the time left where a person looks on, a line now and then where the output goes
 * to a file.
 */
final class Bar implements Progress, AutoCloseable {
    private static final long LINE_EVERY_NANOS = 15_000_000_000L;

    private final String task;
    private final PrintStream err;
    private final boolean terminal = Boolean.getBoolean("likeness.terminal");
    private @Nullable ProgressBar bar;
    private long total = -1;
    private long startedAt;
    private long startedFrom;
    private long lineAt;
    private long last;

    Bar(String task, PrintStream err) {
        this.task = task;
        this.err = err;
    }

    @Override
    public synchronized void at(long done, long newTotal, String note) {
        if (terminal) {
            draw(done, newTotal, note);
        } else {
            line(done, newTotal, note);
        }
    }

    private void draw(long done, long newTotal, String note) {
        if (newTotal != total || done < last) { // another part of the job, with a time of its own
            close();
        }
        last = done;
        ProgressBar drawn = bar;
        if (drawn == null) {
            drawn = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(newTotal > 0 ? newTotal : -1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .startsFrom(done, Duration.ZERO)
                    .build();
            bar = drawn;
        }
        total = newTotal;
        drawn.setExtraMessage(note).stepTo(done);
    }

    private void line(long done, long newTotal, String note) {
        long now = System.nanoTime();
        if (newTotal != total || done < startedFrom) {
            total = newTotal;
            startedAt = now;
            startedFrom = done;
            lineAt = now;
        }
        if (done == newTotal ? total == 0 : now - lineAt < LINE_EVERY_NANOS) {
            return;
        }
        if (now - lineAt < LINE_EVERY_NANOS && now - startedAt < 1_000_000_000L) {
            return; // over in no time
        }
        lineAt = now;
        double each = (now - startedAt) / 1e9 / Math.max(1, done - startedFrom);
        err.println(String.format(
                Locale.ROOT,
                "%s: %d%s, %s",
                task,
                done,
                newTotal > 0 ? "/" + newTotal + ", " + left(each * (newTotal - done)) + " left" : "",
                note));
    }

    private static String left(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
                : "%d:%02d".formatted(whole / 60, whole % 60);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
