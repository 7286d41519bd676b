package dev.likeness.server.request;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** The headers that every answer has. */
public final class SecurityHeaders {
    /** What a page of this server may load: its own files, and pictures that it made itself. No inline script or style. */
    public static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", CONTENT_POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "X-Frame-Options", "DENY",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
            "Cache-Control", "no-store");

    private SecurityHeaders() {}

    /** Puts them into an answer; an endpoint may replace some. */
    static void put(HttpFields.Mutable answer) {
        ALL.forEach((name, value) -> answer.put(name, value));
    }
}
