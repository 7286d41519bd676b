package dev.likeness.server.request;

import dev.likeness.server.request.Problem.Kind;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers as problem details what Jetty refuses by itself, such as a malformed or too large header. */
public final class ProblemAnswers extends ErrorHandler {
    private final ServerLog log;

    public ProblemAnswers(ServerLog log) {
        this.log = log;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object known = request.getAttribute(Exchange.ATTRIBUTE);
        String id = known instanceof Exchange exchange ? exchange.id() : Exchange.newId();
        Problem problem = problem(status, request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
        if (known instanceof Exchange exchange) {
            exchange.problem(problem);
        }
        if (problem.kind() == Kind.INTERNAL) {
            log.failed(id, "a request failed", (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
        }
        response.setStatus(problem.kind().status());
        headers(response.getHeaders(), id);
        response.write(true, ByteBuffer.wrap(problem.json(id)), callback);
        return true;
    }

    private static void headers(HttpFields.Mutable headers, String id) {
        SecurityHeaders.put(headers);
        headers.put("X-Request-Id", id);
        headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    }

    private static Problem problem(int status, @Nullable Object fault) {
        if (fault instanceof Problem problem) {
            return problem;
        }
        return switch (status) {
            case 404 ->
                new Problem(Kind.NOT_FOUND, "there is nothing at this address; /openapi.json describes the API");
            case 405 -> new Problem(Kind.METHOD_NOT_ALLOWED, "this method is not supported; use GET or POST");
            case 408 -> new Problem(Kind.SLOW_BODY, "the request did not arrive in time; send it again");
            case 414, 431 ->
                new Problem(
                        Kind.HEADER_TOO_LARGE,
                        "the header of the request is larger than " + ServerLimits.HEADER_BYTES
                                + " bytes; send fewer or shorter fields");
            case 413 -> new Problem(Kind.TOO_LARGE, "the body of the request is too large; send smaller pictures");
            case 415 -> new Problem(Kind.UNSUPPORTED_MEDIA_TYPE, "the body has a media type that is not supported");
            case 503 -> new Problem(Kind.UNAVAILABLE, "the server cannot answer at this time; send the request later");
            default ->
                status >= 400 && status != 500 // such as 505 for an unknown version of HTTP
                        ? Problem.invalid("the request is not valid HTTP; correct its request line, header or address")
                        : new Problem(Kind.INTERNAL, "the server failed; its log has the reason under this request id");
        };
    }
}
