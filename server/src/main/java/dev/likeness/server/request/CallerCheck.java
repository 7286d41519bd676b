package dev.likeness.server.request;

import dev.likeness.files.Sha256;
import dev.likeness.server.request.Problem.Kind;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Checks who makes a request, before anything else is done with it.
 *
 * <ul>
 *   <li>The header Host must name this server. A page of another site that has made its own name point to this machine (DNS
 *       rebinding) sends its own name.
 *   <li>The header Origin, which browsers send with every request that a page of another site makes, must be this server's
 *       own. So must Sec-Fetch-Site, which newer browsers send with all requests.
 *   <li>If there is a token, requests for anything but the page itself must have it. It is compared in constant time.
 * </ul>
 *
 * @param names by which this server may be called, in lower case, without ports; empty for any name, which only a token
 *     allows
 * @param token null if none is needed
 */
public record CallerCheck(Set<String> names, @Nullable String token) {
    /** The names of this machine for itself. */
    public static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> UNPROTECTED = Set.of("/openapi.json", "/healthz", "/readyz");
    private static final String BEARER = "Bearer ";

    public CallerCheck {
        names = Set.copyOf(names);
        if (token == null && !LOOPBACK.containsAll(names) || token == null && names.isEmpty()) {
            throw new IllegalArgumentException(
                    "a server that is called " + names + " needs a token; without one it answers to " + LOOPBACK);
        }
    }

    /**
     * Lets a request pass.
     *
     * @param path as requested
     * @throws Problem if it does not
     */
    void require(String method, String path, HttpFields headers) {
        String host = host(headers);
        requireOwnOrigin(method, path, host, headers);
        if (token != null && isProtected(path) && !hasToken(headers, token)) {
            throw new Problem(
                    Kind.UNAUTHORIZED,
                    "this server needs its token; send the header 'Authorization: Bearer TOKEN' with the token that its"
                            + " operator gave you");
        }
    }

    private String host(HttpFields headers) {
        String given = headers.get("Host");
        if (given == null || headers.getValuesList("Host").size() > 1) {
            throw new Problem(Kind.INVALID_REQUEST, "the request needs exactly one header Host");
        }
        String host = given.strip().toLowerCase(Locale.ROOT);
        if (!names.isEmpty() && !names.contains(withoutPort(host))) {
            throw new Problem(
                    Kind.FOREIGN,
                    "the header Host is '" + shortened(given) + "', which is not a name of this server; call it "
                            + String.join(" or ", names.stream().sorted().toList()));
        }
        return host;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static void requireOwnOrigin(String method, String path, String host, HttpFields headers) {
        for (HttpField field : headers) {
            if (field.is("Origin") && !isOrigin(field.getValue(), host)) {
                throw new Problem(
                        Kind.FOREIGN,
                        "the request comes from a page of '" + shortened(String.valueOf(field.getValue()))
                                + "'; only this server's own pages and programs without a browser may call it");
            }
        }
        String site = headers.get("Sec-Fetch-Site");
        boolean own = site == null || site.equals("same-origin") || site.equals("none");
        boolean link = "navigate".equals(headers.get("Sec-Fetch-Mode")) && method.equals("GET") && isPage(path);
        if (!own && !link) {
            throw new Problem(
                    Kind.FOREIGN,
                    "the request comes from a page of another site (Sec-Fetch-Site: " + shortened(site)
                            + "); only this server's own pages and programs without a browser may call it");
        }
    }

    private static boolean isOrigin(@Nullable String origin, String host) {
        return origin != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    /** The page can be loaded without a token, because it asks for it; so can the API's description and the signs of life. */
    private static boolean isProtected(String path) {
        return !isPage(path)
                && !path.startsWith("/assets/")
                && !path.startsWith("/docs/")
                && !UNPROTECTED.contains(path);
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.equals("/docs");
    }

    private static boolean hasToken(HttpFields headers, String token) {
        String given = headers.get("Authorization");
        boolean bearer = given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String shown =
                bearer && given != null ? given.substring(BEARER.length()).strip() : "";
        // of the checksums, so that the time does not depend on the length either
        return MessageDigest.isEqual(
                new Sha256().add(shown).bytes(), new Sha256().add(token).bytes());
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "CallerCheck[names=" + names + ", token=" + (token == null ? "none" : "hidden") + "]";
    }
}
