package dev.likeness.server.request;

import dev.likeness.server.request.Problem.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The places for requests that compute: some run, some wait in line, and the next one is refused, so that the time until an
 * answer stays bounded however many requests come. First come, first served. Thread-safe.
 */
public final class Admission {
    private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerLimits.Work limits;
    private final Semaphore slots;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong meanNanos = new AtomicLong(USUAL_NANOS);

    /** Work that may throw. */
    public interface Work<T> {
        T run() throws Exception;
    }

    public Admission(ServerLimits.Work limits) {
        this.limits = limits;
        this.slots = new Semaphore(limits.running(), true);
    }

    /** Requests that compute. */
    public int running() {
        return limits.running() - slots.availablePermits();
    }

    /** Requests that wait. */
    public int waiting() {
        return Math.max(0, inside.get() - running());
    }

    /**
     * Refuses at once if there is no place, so that the body of a refused request is not read.
     *
     * @throws Problem if there is none
     */
    public void requirePlace() {
        if (inside.get() >= places()) {
            throw full();
        }
    }

    /**
     * Runs work when it is its turn.
     *
     * @throws Problem if there is no place in the line, or the turn does not come in time
     */
    public <T> T run(Exchange exchange, Work<T> work) throws Exception {
        if (inside.incrementAndGet() > places()) {
            inside.decrementAndGet();
            throw full();
        }
        try {
            long arrived = System.nanoTime();
            boolean turn = slots.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
            exchange.waited(System.nanoTime() - arrived);
            if (!turn) {
                throw full();
            }
            long begun = System.nanoTime();
            try {
                return work.run();
            } finally {
                slots.release();
                long took = System.nanoTime() - begun;
                meanNanos.updateAndGet(mean -> mean + (took - mean) / 16);
            }
        } finally {
            inside.decrementAndGet();
        }
    }

    private int places() {
        return limits.running() + limits.waiting();
    }

    private Problem full() {
        long nanos = meanNanos.get() * Math.max(1, waiting()) / limits.running();
        Duration retry = Duration.ofSeconds(Math.max(1, Math.min(60, 1 + TimeUnit.NANOSECONDS.toSeconds(nanos))));
        return new Problem(
                Kind.BUSY,
                limits.running() + " requests are being answered and " + limits.waiting()
                        + " are waiting, which is the limit; send the request again after " + retry.toSeconds()
                        + " seconds",
                retry);
    }
}
