package dev.likeness.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.measure.Measure;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A participant of a study: a recipe that is trained, or a fixed measure. {@link Grid} makes them. Immutable. */
public abstract sealed class Contender permits TrainedContender, FixedContender {
    private final String name;

    Contender(String name) {
        this.name = name;
    }

    /** Unique within the study; also the name of its folder. */
    public final String name() {
        return name;
    }

    /** Whether it is trained. */
    abstract boolean learned();

    /** The number of runs. */
    abstract int seeds();

    /** Its words by their kind: tower, sharing, head, target and negatives, or measure. */
    abstract Map<String, String> choice();

    /** In YAML; null for a fixed measure. */
    abstract @Nullable String recipeText();

    /**
     * Checks before any training whether its runs are possible.
     *
     * @throws InputException if its recipe is invalid
     */
    abstract void check();

    /**
     * Checks that the training data can be split as a run needs it.
     *
     * @throws InputException if they cannot
     */
    abstract void checkSplit(StudyData data, long seed);

    /** A run in messages. */
    abstract String runName(long seed);

    /** The folder of a run, within the contender's. */
    abstract String runFolder(long seed);

    /** What a run depends on, in addition to the study's plan. */
    abstract ObjectNode key(long seed);

    /**
     * Trains, if it is a learned contender, and computes the scores.
     *
     * @return empty if it was stopped; the same call continues the training
     */
    abstract Optional<RunResult> run(
            ContenderRun run, StudyContext context, GridProgress progress, BooleanSupplier stop)
            throws InterruptedException;

    /** Measures its times. */
    abstract Timing time(TimingMeasurement measurement) throws InterruptedException;

    /** The measure of a finished run, to be closed by the caller. */
    abstract Measure open(StudyFolder folder, long seed);
}
