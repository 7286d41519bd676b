package dev.likeness.server.endpoint;

import dev.likeness.server.request.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in requests. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?([eE]-?[0-9]{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,12}");

    private Numbers() {}

    /** @throws Problem if the text is not a decimal number */
    static double of(String what, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw Problem.invalid(what + " is '" + text + "'; allowed: a decimal number, such as 0.01");
        }
        return Double.parseDouble(text);
    }

    /**
     * A whole number.
     *
     * @param text null for the usual number
     * @throws Problem if the text is not a whole number in the range
     */
    static int whole(String what, @Nullable String text, int usual, Range range) {
        if (text == null) {
            return usual;
        }
        long number = WHOLE.matcher(text).matches() ? Long.parseLong(text) : Long.MIN_VALUE;
        if (number < range.least || number > range.most) {
            throw Problem.invalid(
                    what + " is '" + text + "'; allowed: a whole number from " + range.least + " to " + range.most);
        }
        return (int) number;
    }

    /** Both ends included. */
    record Range(int least, int most) {}
}
