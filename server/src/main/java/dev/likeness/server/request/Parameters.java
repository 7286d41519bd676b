package dev.likeness.server.request;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The parameters of a header's value, such as {@code name="a"} in {@code form-data; name="a"} (RFC 9110, sec. 5.6.6). */
final class Parameters {
    private Parameters() {}

    /** By name in lower case; of two with one name the first. */
    static Map<String, String> of(String value) {
        Map<String, String> found = new LinkedHashMap<>();
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                return found;
            }
            String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder text = new StringBuilder();
            at = read(value, equals + 1, text);
            found.putIfAbsent(name, text.toString());
        }
        return found;
    }

    /** Reads a token or a quoted text; returns where the next semicolon is, or -1. */
    private static int read(String value, int from, StringBuilder text) {
        int at = from;
        if (at < value.length() && value.charAt(at) == '"') {
            for (at++; at < value.length() && value.charAt(at) != '"'; at++) {
                if (value.charAt(at) == '\\' && at + 1 < value.length()) {
                    at++;
                }
                text.append(value.charAt(at));
            }
            return value.indexOf(';', at);
        }
        int end = value.indexOf(';', at);
        text.append(value.substring(at, end < 0 ? value.length() : end).strip());
        return end;
    }
}
