package dev.likeness.error;

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
        return cut(ControlCharacters.shown(cut(message))); // codes are longer than what they stand for
    }

    private static String cut(String message) {
        return message.length() <= LONGEST
                ? message
                : message.substring(0, LONGEST / 2) + " [...] " + message.substring(message.length() - LONGEST / 2);
    }
}
