package dev.likeness.train;

import dev.likeness.error.InputException;

/** How long to train. Whatever is asked for, it comes down to a number of steps, which the model's card records. */
public sealed interface Length {
    /** A number of steps. */
    record Steps(long steps) implements Length {
        public Steps {
            require(steps >= 1, "steps", steps);
        }
    }

    /** So many times through as many pictures as the training data have. */
    record Epochs(double epochs) implements Length {
        public Epochs {
            require(epochs > 0, "epochs", epochs);
        }
    }

    /** As many steps as fit: the first are timed, then the number is fixed. Loading and exporting count in. */
    record Minutes(double minutes) implements Length {
        public Minutes {
            require(minutes > 0, "minutes", minutes);
        }
    }

    private static void require(boolean holds, String unit, Object value) {
        if (!holds) {
            throw new InputException("--" + unit + " " + value + ": training needs more than 0");
        }
    }
}
