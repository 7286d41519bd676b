package dev.likeness.error;

import java.util.Locale;

/**
 * Something that the user gave cannot be used: a file, an option, a data set, a model.
 *
 * <p>The message is one line, complete in itself: what was wrong, the value, what is allowed, and what to do next. The
 * command line prints it as it stands and exits with 2; a server answers with 400.
 *
 * <p>It names values from files of strangers. Their control characters are written as codes, so that none reaches a
 * terminal or a log, and what is longer than anyone reads is cut in its middle.
 */
public class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 2000;

    public InputException(String message) {
        super(plain(message));
    }

    public InputException(String message, Throwable cause) {
        super(plain(message), cause);
    }

    private static String plain(String message) {
        String shown = cut(message);
        if (shown.codePoints().noneMatch(InputException::controls)) {
            return shown;
        }
        StringBuilder plain = new StringBuilder();
        shown.codePoints().forEach(letter -> {
            if (controls(letter)) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", letter));
            } else {
                plain.appendCodePoint(letter);
            }
        });
        return cut(plain.toString()); // codes are longer than what they stand for
    }

    private static String cut(String message) {
        return message.length() <= LONGEST
                ? message
                : message.substring(0, LONGEST / 2) + " [...] " + message.substring(message.length() - LONGEST / 2);
    }

    /** Whether a character ends a line, moves the cursor, or turns the direction of what follows. */
    private static boolean controls(int letter) {
        boolean turns = letter == 0x061c
                || letter == 0x200e
                || letter == 0x200f
                || (letter >= 0x202a && letter <= 0x202e)
                || (letter >= 0x2066 && letter <= 0x2069);
        return turns
                || switch (Character.getType(letter)) {
                    case Character.CONTROL,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }
}
