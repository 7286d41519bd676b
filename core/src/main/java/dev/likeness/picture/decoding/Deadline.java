package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The time limit for decoding a picture. Processor time counts, so that a busy or suspended machine reads the same
 * pictures as an idle one.
 *
 * <p>The work runs in a separate thread, so that the caller can continue. Work that {@linkplain #passed checks} the
 * deadline ends soon after it. A reader that loops without reading a byte keeps its daemon thread, because Java cannot
 * stop it.
 */
final class Deadline {
    /** Maximum number of waits, so that a starved thread cannot block forever. */
    private static final int MAX_WAITS = 20;

    private volatile boolean passed;

    private Deadline() {}

    /** Whether the deadline has passed. */
    boolean passed() {
        return passed;
    }

    /**
     * Runs some work within a time limit.
     *
     * @param what the name of the picture in the error
     * @throws InputException if it takes longer
     */
    static <T> T within(Duration time, String what, Function<Deadline, T> work) {
        Deadline deadline = new Deadline();
        FutureTask<T> task = new FutureTask<>(() -> inTime(time, () -> work.apply(deadline)));
        Thread thread =
                new Thread(task, "likeness-picture"); // a new thread, so that its processor time is that of the work
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            long wait = time.toNanos();
            for (int waits = 1; ; ) {
                try {
                    return task.get(wait, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true; // reading a picture is short, so it is finished first
                } catch (TimeoutException e) {
                    long left = time.toNanos() - worked(thread, time);
                    if (left <= 0 || ++waits > MAX_WAITS) {
                        throw e;
                    }
                    wait = Math.max(left, time.toNanos() / 10);
                }
            }
        } catch (TimeoutException e) {
            deadline.passed = true;
            throw tooLong(time, what, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException late) {
                throw tooLong(time, what, late);
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs the work and also checks its time afterwards: on a busy machine the work can end before the waiting thread
     * runs again.
     */
    private static <T> T inTime(Duration time, Supplier<T> work) throws TimeoutException {
        long began = System.nanoTime();
        T done = work.get();
        if (System.nanoTime() - began > time.toNanos() && worked(Thread.currentThread(), time) > time.toNanos()) {
            throw new TimeoutException();
        }
        return done;
    }

    private static InputException tooLong(Duration time, String what, TimeoutException cause) {
        return new InputException(
                what + ": decoding it took longer than " + time.toMillis() / 1000.0 + " seconds and was stopped",
                new Remedy(Remedy.Action.RAISE_PICTURE_TIME),
                cause);
    }

    /** The processor time of a thread, in nanoseconds; the whole limit if this machine does not report it. */
    private static long worked(Thread thread, Duration time) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean(); // slow to load, and seldom used
        boolean told = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        long worked = told ? threads.getThreadCpuTime(thread.getId()) : -1;
        return worked < 0 && thread.isAlive() ? time.toNanos() : Math.max(0, worked);
    }
}
