package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.regex.Pattern;

/**
 * A pattern for whole paths; case-sensitive. {@code *} matches any characters including {@code /}, {@code ?} one character,
 * {@code [37b-f]} one of these characters, {@code [!37]} any other character.
 */
public final class PathGlob {
    private final Pattern pattern;

    private PathGlob(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The glob of a text.
     *
     * @throws InputException if it has a bracket without an end, or a reversed range
     */
    public static PathGlob of(String glob) {
        return new PathGlob(pattern(glob));
    }

    /** Whether the whole path matches. */
    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static Pattern pattern(String glob) {
        StringBuilder pattern = new StringBuilder();
        for (int at = 0; at < glob.length(); at++) {
            char c = glob.charAt(at);
            if (c == '[') {
                int first = glob.startsWith("!", at + 1) ? at + 2 : at + 1;
                int end = glob.indexOf(']', first + 1); // a ] in the first place is one of the characters
                if (end < 0) {
                    throw new InputException(
                            "the glob '" + glob + "' has a [ without a ]; write [37b-f], or ? for any character");
                }
                String members = glob.substring(first, end).replaceAll("[\\[\\]\\\\^&]", "\\\\$0");
                pattern.append(first == at + 2 ? "[^" : "[").append(members).append(']');
                at = end;
            } else {
                pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return compiled(pattern.toString(), glob);
    }

    private static Pattern compiled(String pattern, String glob) {
        try {
            return Pattern.compile(pattern, Pattern.DOTALL);
        } catch (java.util.regex.PatternSyntaxException e) {
            throw new InputException(
                    "the glob '" + glob + "' has a reversed range; write it from low to high, such as [b-f]", e);
        }
    }
}
