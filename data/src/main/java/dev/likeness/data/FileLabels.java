package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Takes identities from file names by a regular expression, which is looked for anywhere in the name: the identity is the
 * first capturing group, or all that fits where there is none.
 *
 * <p>An expression that backtracks without end is stopped by counting the characters it looks at, so that it fails at the
 * same place on every machine.
 */
public final class FileLabels {
    private static final int LONGEST = 1000;

    /** Characters that may be looked at in one name; usual expressions look at some hundred. */
    private static final int MOST_LOOKS = 2_000_000;

    private final Pattern pattern;

    /** @throws InputException if it is not a regular expression */
    FileLabels(String regex) {
        if (regex.isEmpty() || regex.length() > LONGEST) {
            throw new InputException("--labels is a regular expression of " + regex.length()
                    + " characters; allowed are 1 to " + LONGEST + ", such as '^([^_]+)_'");
        }
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new InputException(
                    "--labels '" + regex + "' is not a regular expression (" + e.getDescription() + " at character "
                            + (e.getIndex() + 1)
                            + "); correct it, or write \\ before a character that stands for itself",
                    e);
        } catch (StackOverflowError e) {
            throw new InputException("--labels '" + regex + "' is nested too deeply; write a simpler expression", e);
        }
    }

    /**
     * The identity that a file name holds.
     *
     * @param name the name without its folders, with its ending
     * @return empty where the expression does not fit, or fits nothing but an empty text
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
        } catch (TooManyLooks | StackOverflowError e) {
            throw new InputException(
                    "--labels '" + pattern + "' takes too long on the file name " + name
                            + "; write an expression without repetitions inside of repetitions",
                    e);
        }
    }

    /** The expression as it was given. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A name that counts how often its characters are looked at, in all parts of it together. */
    private record Counted(String name, int[] looks) implements CharSequence {
        @Override
        public int length() {
            return name.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST_LOOKS) {
                throw new TooManyLooks();
            }
            return name.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(name.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
