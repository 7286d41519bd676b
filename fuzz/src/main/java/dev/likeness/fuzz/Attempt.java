package dev.likeness.fuzz;

import dev.likeness.error.InputException;
import java.util.concurrent.TimeoutException;

/** The allowed results of one input for one target. */
enum Attempt {
    /** It was read. */
    READ,
    /** It was refused, as documented. */
    REFUSED,
    /** It timed out, as documented. */
    TIMED_OUT;

    private static final int MAX_MESSAGE_LENGTH = 4000;

    /** @throws Finding for any other result */
    static Attempt of(Target target, byte[] input) {
        try {
            target.read(input);
            return READ;
        } catch (InputException e) {
            requireDocumented(e);
            return e.getCause() instanceof TimeoutException ? TIMED_OUT : REFUSED;
        } catch (Finding e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            throw new Finding("undocumented: " + e, e);
        }
    }

    /** @throws Finding if an error violates the contract of its class */
    static void requireDocumented(InputException e) {
        requireOneLine(e);
        requireNotExhausted(e);
    }

    /** Runs a step that may be refused without ending the attempt. */
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
        if (message.length() > MAX_MESSAGE_LENGTH) {
            throw new Finding("an error of " + message.length() + " characters", e);
        }
    }

    /** A few kilobytes under small limits must not exhaust the memory, even if the product handles that. */
    private static void requireNotExhausted(InputException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                throw new Finding("exhausted the memory for a few bytes", e);
            }
        }
    }
}
