package dev.likeness.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that the user gave is invalid: a file, a setting, a data set, a model.
 *
 * <p>The {@linkplain #getMessage message} is one complete line: what was wrong, the value, what is allowed, and what to
 * do next. If the next step depends on the program, the exception has a typed {@linkplain #remedy remedy}, and the
 * message ends with its {@linkplain Remedy#advice advice} in the terms of the library; a program can put {@linkplain
 * #messageWith its own words} there. The command line does so and exits with 2; a server answers with 400.
 *
 * <p>The text contains values from untrusted files. Control characters are replaced by codes, so that none reaches a
 * terminal or a log, and a text of more than 2000 characters is cut in the middle.
 */
public class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 2000;

    private final String problem;
    private final transient @Nullable Remedy remedy;

    /** An error whose message already says what to do next. */
    public InputException(String message) {
        this(message, (Remedy) null);
    }

    /** An error whose message already says what to do next, with its cause. */
    public InputException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /**
     * An error with a remedy.
     *
     * @param problem what was wrong, the value, and what is allowed
     */
    public InputException(String problem, @Nullable Remedy remedy) {
        super(message(problem, remedy));
        this.problem = plain(problem);
        this.remedy = remedy;
    }

    /**
     * An error with a remedy and a cause.
     *
     * @param problem what was wrong, the value, and what is allowed
     */
    public InputException(String problem, @Nullable Remedy remedy, @Nullable Throwable cause) {
        super(message(problem, remedy), cause);
        this.problem = plain(problem);
        this.remedy = remedy;
    }

    /** What was wrong, the value, and what is allowed; the whole message if there is no remedy. */
    public String problem() {
        return problem;
    }

    /** What the user can do; empty if the problem says it, and after deserialisation. */
    public Optional<Remedy> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** The message with a program's own words for the remedy. */
    public String messageWith(String advice) {
        return problem + "; " + plain(advice);
    }

    private static String message(String problem, @Nullable Remedy remedy) {
        return remedy == null ? plain(problem) : plain(problem) + "; " + plain(remedy.advice());
    }

    private static String plain(String message) {
        return cut(ControlCharacters.shown(cut(message))); // codes are longer than what they stand for
    }

    private static String cut(String message) {
        return message.length() <= MAX_LENGTH
                ? message
                : message.substring(0, MAX_LENGTH / 2) + " [...] "
                        + message.substring(message.length() - MAX_LENGTH / 2);
    }
}
