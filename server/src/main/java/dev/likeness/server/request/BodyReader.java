package dev.likeness.server.request;

import dev.likeness.server.request.Problem.Kind;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads bodies into memory, within the limits of size and time. Thread-safe. */
public final class BodyReader {
    private static final int FIRST = 64 << 10;
    private static final long DRAINED = 4L << 20;
    private static final long DRAIN_NANOS = 500_000_000;

    private final ServerLimits.Body limits;
    private final BodyBudget budget;

    public BodyReader(ServerLimits.Body limits) {
        this.limits = limits;
        this.budget = BodyBudget.of(limits);
    }

    /** A body in memory; closing it gives its memory back to the budget. */
    public final class Body implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int length;
        private long taken;

        private Body() {}

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        private void grow(long most) {
            long size = Math.min(most, bytes.length == 0 ? FIRST : 2L * bytes.length);
            budget.take(size - taken);
            taken = size;
            bytes = Arrays.copyOf(bytes, (int) size);
        }

        /** Frees the bytes; the budget still counts them, because they were copied. */
        void forget() {
            bytes = new byte[0];
        }

        @Override
        public void close() {
            budget.giveBack(taken);
            taken = 0;
        }
    }

    /**
     * Reads the body of a request.
     *
     * @param most the largest size here, at most that of the limits
     * @throws Problem if the body is too large, or does not arrive in time
     * @throws IOException if the connection breaks
     */
    public Body read(HttpServletRequest request, long most) throws IOException {
        long limit = Math.min(most, limits.bytes());
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        long end = System.nanoTime() + limits.time().toNanos();
        Body body = new Body();
        try {
            InputStream in = request.getInputStream();
            while (true) {
                if (body.length == body.bytes.length) {
                    if (body.length > limit) {
                        throw tooLarge(limit);
                    }
                    body.grow(limit + 1);
                }
                int read = in.read(body.bytes, body.length, body.bytes.length - body.length);
                if (read < 0) {
                    break;
                }
                body.length += read;
                if (System.nanoTime() > end) {
                    throw slow();
                }
            }
            if (body.length > limit) {
                throw tooLarge(limit);
            }
            return body;
        } catch (IOException e) {
            body.close();
            if (e.getCause() instanceof TimeoutException) {
                throw slow();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            body.close();
            throw e;
        }
    }

    /**
     * Reads and forgets what is left of a body, so that the caller sees the refusal and not a broken connection. It gives up
     * on a body that is large or slow.
     */
    public void drain(HttpServletRequest request) {
        byte[] buffer = new byte[FIRST];
        long end = System.nanoTime() + DRAIN_NANOS;
        long length = request.getContentLengthLong(); // -1 if unknown
        long most = length < 0 ? DRAINED : Math.min(DRAINED, length);
        try {
            ServletInputStream in = request.getInputStream();
            long drained = 0;
            // A stream is not finished before its end was read, so that the length must tell when all has arrived.
            while (!in.isFinished() && drained < most && System.nanoTime() < end) {
                if (in.available() > 0) {
                    drained += Math.max(0, in.read(buffer));
                } else {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }
        } catch (IOException | IllegalStateException e) {
            return; // the connection is broken; there is nobody to answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Problem tooLarge(long limit) {
        return new Problem(
                Kind.TOO_LARGE,
                "the body of the request is larger than " + limit + " bytes, the limit here; send smaller pictures");
    }

    private Problem slow() {
        return new Problem(
                Kind.SLOW_BODY,
                "the body of the request did not arrive within " + limits.time().toSeconds()
                        + " seconds; send it again over a faster connection, or send smaller pictures");
    }
}
