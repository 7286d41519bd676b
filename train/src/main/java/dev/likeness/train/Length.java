package dev.likeness.train;

import dev.likeness.error.InputException;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The length of a training. It always becomes a number of steps, which the model's card records. */
public sealed interface Length {
    /** In words: {@code 400 steps}. */
    String text();

    /** The number of steps; empty if it depends on the data or on the speed. */
    default OptionalLong knownSteps() {
        return OptionalLong.empty();
    }

    /** The number of steps and its changes; unknown if it depends on the data or on the speed. */
    default StepPlan plan() {
        return StepPlan.UNKNOWN;
    }

    /** The minutes that the training may take; empty if time does not limit it. */
    default OptionalDouble timeLimit() {
        return OptionalDouble.empty();
    }

    /**
     * A number of steps.
     *
     * @param plan with the changes of the run that is repeated, if its number of steps changed
     */
    record Steps(StepPlan plan) implements Length {
        public Steps {
            require(plan.known(), "steps", plan.steps());
        }

        public Steps(long steps) {
            this(steps >= 1 ? StepPlan.of(steps) : StepPlan.UNKNOWN);
        }

        @Override
        public String text() {
            return plan.text() + " steps";
        }

        @Override
        public OptionalLong knownSteps() {
            return OptionalLong.of(plan.steps());
        }
    }

    /** A number of passes over the training data: it ends when as many pictures were used as the passes contain. */
    record Epochs(double epochs) implements Length {
        public Epochs {
            require(epochs > 0, "epochs", epochs);
        }

        @Override
        public String text() {
            return epochs + " epochs";
        }
    }

    /**
     * A time: the first steps are timed, then the number of steps that fit is fixed. After each validation it is fixed again if
     * the machine became faster or slower. Loading and exporting are part of the time.
     */
    record Minutes(double minutes) implements Length {
        public Minutes {
            require(minutes > 0, "minutes", minutes);
        }

        @Override
        public String text() {
            return minutes + " minutes";
        }

        @Override
        public OptionalDouble timeLimit() {
            return OptionalDouble.of(minutes);
        }
    }

    private static void require(boolean holds, String unit, Object value) {
        if (!holds) {
            throw new InputException("the length of training is " + value + " " + unit + "; give more than 0");
        }
    }
}
