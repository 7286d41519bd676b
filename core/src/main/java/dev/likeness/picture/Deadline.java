package dev.likeness.picture;

import dev.likeness.error.InputException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The moment at which decoding a picture is given up.
 *
 * <p>The work runs in a thread of its own, so that whoever waits for it can go on. Work that {@linkplain #passed asks}
 * ends by itself soon after; a reader that loops without ever asking for a byte keeps its thread, a daemon, and nothing
 * else can be done about it in Java.
 */
final class Deadline {
    /** Threads that wait for work end after five seconds; they are many only where many pictures are read at once. */
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "likeness-picture");
                thread.setDaemon(true);
                return thread;
            });

    private final long endsAt;

    private Deadline(long endsAt) {
        this.endsAt = endsAt;
    }

    /** Whether the time is over. */
    boolean passed() {
        return System.nanoTime() - endsAt > 0;
    }

    /**
     * Does some work, for as long as a time allows.
     *
     * @param what names what is worked on in the error
     * @throws InputException if it is not done by then
     */
    static <T> T within(Duration time, String what, Function<Deadline, T> work) {
        Deadline deadline = new Deadline(System.nanoTime() + time.toNanos());
        Future<T> future = THREADS.submit(() -> work.apply(deadline));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(Math.max(0, deadline.endsAt - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true; // reading a picture is short: it is finished first
                }
            }
        } catch (TimeoutException e) {
            future.cancel(true);
            throw late(time, what, e);
        } catch (ExecutionException e) {
            if (deadline.passed()) { // it failed because it was told so
                throw late(time, what, e);
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

    private static InputException late(Duration time, String what, Exception cause) {
        return new InputException(
                what + ": decoding it took longer than " + time.toMillis() / 1000.0
                        + " seconds and was given up; save it again, or raise LIKENESS_PICTURE_SECONDS",
                cause);
    }
}
