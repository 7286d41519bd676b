package dev.likeness.cli.command;

/** The exit codes of the program. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** The pictures do not match, under {@code --exit-code}. */
    public static final int NO_MATCH = 1;
    /** Bad usage or bad input. */
    public static final int BAD_INPUT = 2;
    /** A fault of the program. */
    public static final int OUR_FAULT = 3;

    private ExitCode() {}
}
