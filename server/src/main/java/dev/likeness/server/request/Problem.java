package dev.likeness.server.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.ControlCharacters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused: problem details (RFC 9457). The detail says what was wrong, the value, what is allowed, and what
 * the caller of the API can do.
 */
public final class Problem extends RuntimeException {
    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1;
    private static final String TYPE = "urn:likeness:problem:";
    private static final int MAX_DETAIL = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kind kind;
    private final String detail;
    private final @Nullable Duration retryAfter;

    /** Kinds of problems. */
    public enum Kind {
        /** The request is malformed: a field is missing, unknown or has an invalid value. */
        INVALID_REQUEST(400, "The request is invalid"),
        /** The token is missing or wrong. */
        UNAUTHORIZED(401, "A token is required"),
        /** The page of another site, or a name that is not this server's, made the request. */
        FOREIGN(403, "Requests of other sites are refused"),
        /** There is nothing at this address. */
        NOT_FOUND(404, "Not found"),
        /** The address exists, but not with this method. */
        METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
        /** The answer does not exist in the media type that was asked for. */
        NOT_ACCEPTABLE(406, "There is no such representation"),
        /** The body did not arrive in time. */
        SLOW_BODY(408, "The body arrived too slowly"),
        /** The server has no gallery, or the gallery cannot do this. */
        NO_GALLERY(409, "There is no gallery"),
        /** The file of a picture is gone, or has changed since it was added. */
        GONE(410, "The picture is gone"),
        /** The body, or a picture in it, is past a limit. */
        TOO_LARGE(413, "The request is too large"),
        /** The body has another media type than this address takes. */
        UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
        /** The request is well-formed, but a picture cannot be read, or a model cannot do what was asked. */
        UNPROCESSABLE(422, "The request cannot be processed"),
        /** All places in the queue are taken. */
        BUSY(429, "Too many requests"),
        /** The header is past its limit. */
        HEADER_TOO_LARGE(431, "The header is too large"),
        /** A fault of the server. */
        INTERNAL(500, "Internal error"),
        /** The server is stopping, or lacks memory or disk space at this time. */
        UNAVAILABLE(503, "Unavailable at this time");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The kind in lower case with dashes, such as {@code too-large}: the end of the problem's type. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public Problem(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /** @param retryAfter after which the same request may succeed; null if it will not */
    public Problem(Kind kind, String detail, @Nullable Duration retryAfter) {
        super(kind.word() + ": " + detail, null, false, false); // refusals under attack are cheap: no stack trace
        this.kind = kind;
        this.detail = ControlCharacters.shown(
                detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + " [...]");
        this.retryAfter = retryAfter;
    }

    /** An invalid request. */
    public static Problem invalid(String detail) {
        return new Problem(Kind.INVALID_REQUEST, detail);
    }

    public Kind kind() {
        return kind;
    }

    /** What the caller can do. */
    public String detail() {
        return detail;
    }

    /** Seconds for the header Retry-After; null for none. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfter == null ? null : (Long) Math.max(1, retryAfter.toSeconds());
    }

    /** The body of the answer. */
    public byte[] json(String requestId) {
        ObjectNode json = JSON.createObjectNode()
                .put("type", TYPE + kind.word())
                .put("title", kind.title)
                .put("status", kind.status)
                .put("detail", detail)
                .put("instance", requestId);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
