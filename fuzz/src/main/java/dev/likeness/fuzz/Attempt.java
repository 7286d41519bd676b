package dev.likeness.fuzz;

import dev.likeness.error.InputException;
import java.util.concurrent.TimeoutException;

/** One input given to one target, and what is allowed to come of it. */
enum Attempt {
    /** It was read. */
    READ,
    /** It was refused, as documented. */
    REFUSED,
    /** Its time ran out, and it was given up, as documented. */
    GIVEN_UP;

    private static final int LONGEST_MESSAGE = 4000;

    /** @throws Finding for whatever else came of it */
    static Attempt of(Target target, byte[] input) {
        try {
            target.read(input);
            return READ;
        } catch (InputException e) {
            requireDocumented(e);
            return e.getCause() instanceof TimeoutException ? GIVEN_UP : REFUSED;
        } catch (Finding e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            throw new Finding("undocumented: " + e, e);
        }
    }

    /** @throws Finding if an error is not what that class promises */
    static void requireDocumented(InputException e) {
        requireOneLine(e);
        requireNotExhausted(e);
    }

    /** What may be refused without an end to the attempt. */
    static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (InputException e) {
            requireDocumented(e);
        }
    }

    private static void requireOneLine(InputException e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            throw new Finding("an error without a message", e);
        }
        if (message.chars().anyMatch(Character::isISOControl)) {
            throw new Finding("an error of several lines, or with control characters", e);
        }
        if (message.length() > LONGEST_MESSAGE) {
            throw new Finding("an error of " + message.length() + " characters", e);
        }
    }

    /** A few kilobytes under small limits have no right to all memory, even where running out of it is answered. */
    private static void requireNotExhausted(InputException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                throw new Finding("took all memory for a few bytes", e);
            }
        }
    }
}
