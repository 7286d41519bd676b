package dev.likeness.error;

/**
 * Something that the user gave cannot be used: a file, an option, a data set, a model.
 *
 * <p>The message is one line, complete in itself: what was wrong, the value, what is allowed, and what to do next. The
 * command line prints it as it stands and exits with 2; a server answers with 400.
 */
public class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
