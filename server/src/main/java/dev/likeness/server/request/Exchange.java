package dev.likeness.server.request;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request and what becomes known of it until it is answered. Used by one thread at a time.
 */
public final class Exchange {
    /** The attribute of a request that has its exchange. */
    public static final String ATTRIBUTE = "dev.likeness.exchange";

    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PATH_SHOWN = 200;

    private final String id;
    private final Instant time = Instant.now();
    private final long begun = System.nanoTime();
    private volatile String route = "-";
    private volatile @Nullable String problem;
    private volatile long waitedNanos;

    private Exchange(String id) {
        this.id = id;
    }

    /** Begins an exchange. A plain request id of the caller is kept, so that logs of several programs fit together. */
    static Exchange of(Request request) {
        String given = request.getHeaders().get("X-Request-Id");
        Exchange exchange = new Exchange(given != null && GIVEN.matcher(given).matches() ? given : newId());
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    /** A new request id: 16 hexadecimal digits. */
    static String newId() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The request id. */
    public String id() {
        return id;
    }

    /** Tells to which address of the API the request goes. */
    public void route(String known) {
        route = known;
    }

    /** Tells how the request was refused. */
    public void problem(Problem refused) {
        problem = refused.kind().word();
    }

    /** Tells how long the request was in the queue. */
    public void waited(long nanos) {
        waitedNanos = nanos;
    }

    String route() {
        return route;
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    @Nullable
    String problem() {
        return problem;
    }

    ServerLog.Access access(Request request, int status, long sent) {
        String path = String.valueOf(request.getHttpURI().getPath());
        return new ServerLog.Access(
                time,
                id,
                Request.getRemoteAddr(request),
                request.getMethod(),
                path.length() <= PATH_SHOWN ? path : path.substring(0, PATH_SHOWN),
                route,
                status,
                problem,
                sent,
                seconds() * 1000,
                waitedNanos / 1e6);
    }
}
