package dev.likeness.server.endpoint;

import dev.likeness.server.request.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters in the query of an address, each at most once. */
final class QueryParameters {
    private final Map<String, List<String>> all;

    /** @throws Problem if there is a parameter that is not allowed, or one is there twice */
    QueryParameters(Context context, Set<String> allowed) {
        all = context.queryParamMap();
        all.forEach((name, values) -> {
            if (!allowed.contains(name)) {
                throw Problem.invalid("there is no parameter '" + name + "' here; allowed: "
                        + String.join(", ", allowed.stream().sorted().toList()));
            }
            if (values.size() > 1) {
                throw Problem.invalid("the parameter '" + name + "' is there twice; send it once");
            }
        });
    }

    @Nullable
    String text(String name) {
        List<String> values = all.get(name);
        return values == null ? null : values.get(0);
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
