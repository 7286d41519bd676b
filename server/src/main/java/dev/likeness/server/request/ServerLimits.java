package dev.likeness.server.request;

import dev.likeness.picture.PictureLimits;
import java.time.Duration;

/**
 * What the server accepts. A request past a limit is refused with a problem that names the limit.
 *
 * @param work how many requests compute at the same time, and how many wait
 * @param body of one request
 * @param pictures that are decoded
 */
public record ServerLimits(Work work, Body body, PictureLimits pictures) {
    /** The largest header of a request, in bytes: names and values of all fields, and the request line. */
    public static final int HEADER_BYTES = 16 << 10;

    /**
     * The most connections at a time. When there are as many, idle ones are closed; others wait in the operating system
     * meanwhile.
     */
    public static final int CONNECTIONS = 1024;

    /** The most requests whose bodies are read or that are computed at a time; others wait with their connection. */
    public static final int READERS = 256;

    /**
     * Usual limits: one computation per processor, 8 waiting requests for each, bodies of 64 MiB, pictures of 50 megapixels.
     */
    public static ServerLimits usual() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new ServerLimits(
                new Work(processors, 8 * processors, Duration.ofSeconds(20)),
                new Body(64L << 20, Duration.ofSeconds(30)),
                new PictureLimits(50_000_000, 20_000, 64L << 20, Duration.ofSeconds(15)));
    }

    /** These limits with another bound of the work. */
    public ServerLimits with(Work other) {
        return new ServerLimits(other, body, pictures);
    }

    /** These limits with another bound of bodies. */
    public ServerLimits with(Body other) {
        return new ServerLimits(work, other, pictures);
    }

    /** These limits with another bound of pictures. */
    public ServerLimits with(PictureLimits other) {
        return new ServerLimits(work, body, other);
    }

    /**
     * The work at one time.
     *
     * @param running requests that compute, 1 or more
     * @param waiting requests that wait for that, 0 or more; the next one is refused with 429
     * @param patience how long a request waits before it is refused
     */
    public record Work(int running, int waiting, Duration patience) {
        public Work {
            if (running < 1 || waiting < 0 || patience.isNegative()) {
                throw new IllegalArgumentException("limits of " + running + " running and " + waiting
                        + " waiting requests for " + patience + "; allowed: 1 or more running, 0 or more waiting");
            }
        }
    }

    /**
     * The body of a request.
     *
     * @param bytes the largest size, 1 to 1 GiB
     * @param time the longest time until all of it has arrived
     */
    public record Body(long bytes, Duration time) {
        public Body {
            if (bytes < 1 || bytes > 1 << 30 || time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("bodies of at most " + bytes + " bytes within " + time
                        + "; allowed: 1 to " + (1 << 30) + " bytes, and a time above 0");
            }
        }
    }
}
