package dev.likeness.server.endpoint;

import dev.likeness.server.request.Problem;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters in the query of an address, each at most once. */
final class QueryParameters {
    private final Map<String, String> all = new HashMap<>();

    /** @throws Problem if there is a parameter that is not allowed, one is there twice, or the query is malformed */
    QueryParameters(Context context, Set<String> allowed) {
        String query = context.queryString();
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
            if (!allowed.contains(name)) {
                throw Problem.invalid("there is no parameter '" + name + "' here; allowed: "
                        + String.join(", ", allowed.stream().sorted().toList()));
            }
            if (all.put(name, value) != null) {
                throw Problem.invalid("the parameter '" + name + "' is there twice; send it once");
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "the query of the address is malformed: '" + text + "' has a % without two hexadecimal digits");
        }
    }

    @Nullable
    String text(String name) {
        return all.get(name);
    }

    int whole(String name, int usual, Numbers.Range range) {
        return Numbers.whole("the parameter '" + name + "'", text(name), usual, range);
    }

    boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.invalid("the parameter '" + name + "' is '" + text + "'; allowed: true, false");
    }
}
