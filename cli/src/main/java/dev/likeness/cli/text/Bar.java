package dev.likeness.cli.text;

import dev.likeness.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on standard error: a bar with the time left on a terminal, {@link ProgressLines} in a file or a pipe. */
public final class Bar implements Progress, AutoCloseable {
    private final String task;
    private final PrintStream err;
    private final @Nullable ProgressLines lines;
    private @Nullable ProgressBar bar;
    private long total = -1;
    private long last;

    /** The launcher knows whether standard error is a terminal. */
    public Bar(String task, PrintStream err) {
        this.task = task;
        this.err = err;
        this.lines = Boolean.getBoolean("likeness.terminal") ? null : new ProgressLines(task, err, System::nanoTime);
    }

    @Override
    public synchronized void at(long done, long newTotal, String note) {
        if (lines == null) {
            draw(done, newTotal, note);
        } else {
            lines.at(done, newTotal, note);
        }
    }

    private void draw(long done, long newTotal, String note) {
        if (newTotal != total || done < last) { // another part of the job, with a time of its own
            remove();
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

    private void remove() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void close() {
        remove();
        if (lines != null) {
            lines.close();
        }
    }
}
