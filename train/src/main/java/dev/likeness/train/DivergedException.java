package dev.likeness.train;

import dev.likeness.error.InputException;

/** Training diverged: its numbers are no longer finite. The cause is the recipe, not the data or the machine. */
public final class DivergedException extends InputException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }

    DivergedException(String message, Throwable cause) {
        super(message, cause);
    }
}
