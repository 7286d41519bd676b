package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
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
 * The end of the time that decoding a picture may take. What counts is the time that the processor worked on it: on a
 * machine that is busy, or was put to sleep, the same pictures are read as on one that is not.
 *
 * <p>The work runs in a thread of its own, so that whoever waits for it can go on. Work that {@linkplain #passed asks}
 * ends by itself soon after; a reader that loops without ever asking for a byte keeps its thread, a daemon, and nothing
 * else can be done about it in Java.
 */
final class Deadline {
    /** After waiting so often it is over, however little of the time the processor gave. */
    private static final int MOST_WAITS = 20;

    private volatile boolean passed;

    private Deadline() {}

    /** Whether the time is over. */
    boolean passed() {
        return passed;
    }

    /**
     * Does some work, for as long as a time allows.
     *
     * @param what names what is worked on in the error
     * @throws InputException if it is not done by then
     */
    static <T> T within(Duration time, String what, Function<Deadline, T> work) {
        Deadline deadline = new Deadline();
        FutureTask<T> task = new FutureTask<>(() -> inTime(time, () -> work.apply(deadline)));
        Thread thread = new Thread(task, "likeness-picture"); // a new one, so that its processor time is the work's
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            long wait = time.toNanos();
            for (int waits = 1; ; ) {
                try {
                    return task.get(wait, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true; // reading a picture is short: it is finished first
                } catch (TimeoutException e) {
                    long left = time.toNanos() - worked(thread, time);
                    if (left <= 0 || ++waits > MOST_WAITS) {
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
     * Does the work and checks its time afterwards, too: on a busy machine the work can end before the thread that waits
     * for it gets the processor back.
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
                what + ": decoding it took longer than " + time.toMillis() / 1000.0
                        + " seconds and was given up; save it again, or raise LIKENESS_PICTURE_SECONDS",
                cause);
    }

    /** The processor's time for a thread, in nanoseconds; all of the time allowed where this machine does not tell. */
    private static long worked(Thread thread, Duration time) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean(); // slow to load, and seldom asked
        boolean told = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        long worked = told ? threads.getThreadCpuTime(thread.getId()) : -1;
        return worked < 0 && thread.isAlive() ? time.toNanos() : Math.max(0, worked);
    }
}
