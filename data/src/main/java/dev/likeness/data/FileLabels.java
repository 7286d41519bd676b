package dev.likeness.data;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Takes identities from file names by a regular expression that is searched in the name: the identity is the first
 * capturing group, or the whole match if there is no group.
 *
 * <p>Catastrophic backtracking is stopped by counting character accesses, so that it fails at the same point on every
 * machine.
 */
public final class FileLabels {
    private static final int MAX_LENGTH = 1000;

    /** The maximum number of character accesses per name; ordinary expressions need some hundreds. */
    private static final int MAX_ACCESSES = 2_000_000;

    private final Pattern pattern;

    /** @throws InputException if it is not a regular expression */
    FileLabels(String regex) {
        if (regex.isEmpty() || regex.length() > MAX_LENGTH) {
            throw new InputException(
                    "the label expression has " + regex.length() + " characters; allowed are 1 to " + MAX_LENGTH
                            + ", such as '^([^_]+)_'",
                    new Remedy(Remedy.Action.CORRECT_LABELS));
        }
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new InputException(
                    "the label expression '" + regex + "' is not a regular expression (" + e.getDescription()
                            + " at character "
                            + (e.getIndex() + 1)
                            + ")",
                    new Remedy(Remedy.Action.ESCAPE_LABELS),
                    e);
        } catch (StackOverflowError e) {
            throw new InputException(
                    "the label expression '" + regex + "' is nested too deeply",
                    new Remedy(Remedy.Action.SIMPLIFY_LABELS),
                    e);
        }
    }

    /**
     * The identity in a file name.
     *
     * @param name the name without its folders, with its ending
     * @return empty if the expression does not match, or matches an empty text
     * @throws InputException if the expression takes too long
     */
    public String of(String name) {
        try {
            Matcher matcher = pattern.matcher(new Counted(name, new int[1]));
            if (!matcher.find()) {
                return "";
            }
            String label = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
            return label == null ? "" : label;
        } catch (TooManyAccesses | StackOverflowError e) {
            throw new InputException(
                    "the label expression '" + pattern + "' takes too long on the file name " + name,
                    new Remedy(Remedy.Action.SIMPLIFY_LABELS),
                    e);
        }
    }

    /** The expression as given. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class TooManyAccesses extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A name that counts accesses to its characters, its subsequences included. */
    private record Counted(String name, int[] accesses) implements CharSequence {
        @Override
        public int length() {
            return name.length();
        }

        @Override
        public char charAt(int index) {
            if (++accesses[0] > MAX_ACCESSES) {
                throw new TooManyAccesses();
            }
            return name.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(name.substring(start, end), accesses);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
