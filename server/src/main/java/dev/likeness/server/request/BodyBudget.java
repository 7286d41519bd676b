package dev.likeness.server.request;

import dev.likeness.server.request.Problem.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The memory for the bodies of all requests together. Thread-safe. */
final class BodyBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** A quarter of the heap, and at least one body of the largest size. */
    static BodyBudget of(ServerLimits.Body body) {
        return new BodyBudget(Math.max(2 * body.bytes(), Runtime.getRuntime().maxMemory() / 4));
    }

    /** @throws Problem if the memory is taken by other requests */
    void take(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            throw new Problem(
                    Kind.BUSY,
                    "the memory for the bodies of requests is in use; send the request again after 5 seconds",
                    Duration.ofSeconds(5));
        }
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }
}
