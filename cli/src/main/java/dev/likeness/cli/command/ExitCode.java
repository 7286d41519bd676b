package dev.likeness.cli.command;

/** The exit codes of the program. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** The pictures do not match, under {@code --exit-code}. */
    public static final int NO_MATCH = 1;
    /** Bad usage or bad input. */
    public static final int BAD_INPUT = 2;
    /** Internal error. */
    public static final int INTERNAL_ERROR = 3;

    private ExitCode() {}
}
