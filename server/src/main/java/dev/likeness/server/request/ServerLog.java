package dev.likeness.server.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Receives what the server has to say; the program decides where it goes. Called from many threads; returns quickly. */
public interface ServerLog {
    /** Ignores everything. */
    ServerLog NONE = new ServerLog() {
        @Override
        public void answered(Access access) {}

        @Override
        public void failed(String requestId, String message, @Nullable Throwable fault) {}
    };

    /** A request was answered, or its connection broke. */
    void answered(Access access);

    /**
     * Something failed that is not the caller's fault.
     *
     * @param requestId of the request; empty if there was none
     */
    void failed(String requestId, String message, @Nullable Throwable fault);

    /**
     * One request. It contains no query, no header and no name of a file.
     *
     * @param time at which it arrived
     * @param requestId also in the answer's header X-Request-Id
     * @param remote the address of the caller, or of the proxy before it
     * @param method such as {@code POST}
     * @param path as it was requested, without the query; at most 200 characters
     * @param route the address as the API's description has it; {@code -} if there is no such address
     * @param status of the answer; 0 if the connection broke before
     * @param problem the kind of the problem, such as {@code busy}; null if there was none
     * @param sent bytes of the answer's body
     * @param milliseconds from the arrival of the header to the end of the answer
     * @param waited milliseconds of them in the queue
     */
    record Access(
            Instant time,
            String requestId,
            String remote,
            String method,
            String path,
            String route,
            int status,
            @Nullable String problem,
            long sent,
            double milliseconds,
            double waited) {}
}
