package dev.likeness.server.request;

import dev.likeness.server.request.Problem.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The first handler of every request: gives it an id and the headers of its answer, checks who makes it, counts it, and
 * reports it when it is answered. While the server stops, it refuses new requests and lets those inside finish.
 */
public final class FrontDoor extends Handler.Wrapper {
    private static final long STEP_MILLIS = 10;

    private final CallerCheck check;
    private final ServerLog log;
    private final Answered answered;
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean closing;

    /** Counts answers. */
    public interface Answered {
        /**
         * A request was answered.
         *
         * @param route the address as the API's description has it; {@code -} if there is no such address
         * @param problem the kind of the problem; empty if there was none
         */
        void count(String method, String route, int status, String problem, double seconds);
    }

    public FrontDoor(CallerCheck check, ServerLog log, Answered answered) {
        this.check = check;
        this.log = log;
        this.answered = answered;
    }

    /** Requests that are not answered yet. */
    public int inside() {
        return inside.get();
    }

    /** Whether the server accepts requests. */
    public boolean isOpen() {
        return !closing;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Exchange exchange = Exchange.of(request);
        inside.incrementAndGet();
        Request.addCompletionListener(request, fault -> left(exchange, request, response));
        response.getHeaders().put("X-Request-Id", exchange.id());
        SecurityHeaders.put(response.getHeaders());
        try {
            String path = String.valueOf(request.getHttpURI().getCanonicalPath());
            check.require(request.getMethod(), path, request.getHeaders());
            if (closing && !path.equals("/healthz") && !path.equals("/readyz")) {
                throw stopping();
            }
        } catch (Problem problem) {
            refuse(problem, exchange, response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private void left(Exchange exchange, Request request, Response response) {
        int status = response.isCommitted() ? response.getStatus() : 0;
        String problem = exchange.problem();
        answered.count(
                request.getMethod(), exchange.route(), status, problem == null ? "" : problem, exchange.seconds());
        log.answered(exchange.access(request, status, Response.getContentBytesWritten(response)));
        inside.decrementAndGet();
    }

    private static void refuse(Problem problem, Exchange exchange, Response response, Callback callback) {
        exchange.problem(problem);
        response.setStatus(problem.kind().status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Long retry = problem.retryAfterSeconds();
        if (retry != null) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, Long.toString(retry));
        }
        if (problem.kind() == Kind.UNAUTHORIZED) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        response.write(true, ByteBuffer.wrap(problem.json(exchange.id())), callback);
    }

    private static Problem stopping() {
        return new Problem(
                Kind.UNAVAILABLE, "the server is stopping; send the request again later", Duration.ofSeconds(10));
    }

    /**
     * Refuses new requests and waits until those inside are answered.
     *
     * @return whether all are answered
     */
    public boolean closeAndWait(Duration patience) {
        closing = true;
        long end = System.nanoTime() + patience.toNanos();
        while (inside.get() > 0 && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return inside.get() == 0;
    }
}
