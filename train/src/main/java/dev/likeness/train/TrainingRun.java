package dev.likeness.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import dev.likeness.train.Checkpoint.Looked;
import dev.likeness.train.network.Network;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.sampling.BatchLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A run from step to step: how many there are, when to look at held-out identities, when to save. For one thread. */
final class TrainingRun {
    /** By this many steps at the latest, a run by minutes knows its length. */
    private static final int TIMED = 40;

    private static final long CHECKPOINT_EVERY_NANOS = 60_000_000_000L;

    /** What exporting and calibrating take beside the steps, in validations: they judge three times as many pairs. */
    private static final double AFTER = 3;

    /** The share of the time that goes into steps even where validating would take it all: better late than untrained. */
    private static final double LEAST = 0.5;

    /** The share of the time for steps that is left over, as steps are timed before the machine is warm. */
    private static final double SPARE = 0.02;

    private final TrainingSettings settings;
    private final Recipe recipe;
    private final Equipment equipment;
    private final NetworkMeasure measure;
    private final JsonNode key;
    private final long startedAt;
    private final List<Looked> history = new ArrayList<>();
    private Map<String, float[]> best = Map.of();
    private long step;
    private long steps;
    private double secondsBefore;
    private long checkpointAt = System.nanoTime();
    private long timedAt = System.nanoTime();
    private double loss = Double.NaN;
    private double speed;

    /** What a run works with. */
    record Equipment(TrainingData data, Network network, Stepper stepper, BatchLoader loader, Validation validation) {}

    /**
     * A run before its first step.
     *
     * @param key what the run's weights depend on, kept with every checkpoint
     * @param startedAt when the time given began, by {@link System#nanoTime}
     */
    TrainingRun(TrainingSettings settings, Equipment equipment, JsonNode key, long startedAt) {
        this.settings = settings;
        this.recipe = settings.recipe();
        this.equipment = equipment;
        this.key = key;
        this.startedAt = startedAt;
        this.measure = new NetworkMeasure(
                equipment.network,
                equipment.stepper.average(),
                equipment.data.shape(),
                recipe.input().fitting());
        this.steps = stepsKnown();
    }

    /** The number of steps where it is known from the start; 0 where the first steps have to be timed. */
    private long stepsKnown() {
        Length length = settings.length();
        if (length instanceof Length.Steps given) {
            return given.steps();
        }
        if (length instanceof Length.Epochs epochs) {
            double each = (double) equipment.data.pictures().count() / equipment.loader.batchPictures();
            return Math.max(1, Math.round(epochs.epochs() * each));
        }
        return 0;
    }

    /** Goes back to where a run stood. */
    void restore(Checkpoint checkpoint) {
        if (steps != 0 && steps != checkpoint.steps()) {
            throw new InputException(settings.out() + ": the run in it is one of " + checkpoint.steps() + " steps, not "
                    + steps + "; resume it with the same length");
        }
        step = checkpoint.step();
        steps = checkpoint.steps();
        secondsBefore = checkpoint.seconds();
        history.addAll(checkpoint.history());
        best = checkpoint.best();
        checkpoint.restore(equipment.stepper.weights(), equipment.stepper.average(), equipment.stepper.optimiser());
    }

    /** Seconds spent, those before an interruption included. */
    double seconds() {
        return secondsBefore + (System.nanoTime() - startedAt) / 1e9;
    }

    /** The averaged weights at the best validation, by name. */
    Map<String, float[]> best() {
        return best;
    }

    /** The validation that they come from: the last of the highest. */
    Looked kept() {
        Looked kept = history.get(0);
        for (Looked looked : history) {
            kept = looked.outcome().figure() >= kept.outcome().figure() ? looked : kept;
        }
        return kept;
    }

    List<Looked> history() {
        return List.copyOf(history);
    }

    long steps() {
        return steps;
    }

    /** Pictures trained on so far, each as often as it came. */
    long picturesSeen() {
        return step * equipment.loader.batchPictures();
    }

    /** Runs until the end, or until told to stop: then the state is saved, and the answer is false. */
    boolean toTheEnd(Progress progress, BooleanSupplier stop) throws InterruptedException {
        while (steps == 0 || step < steps) {
            if (stop.getAsBoolean()) {
                if (steps > 0) {
                    save();
                }
                return false;
            }
            next(progress);
            if (steps == 0 && settings.length() instanceof Length.Minutes minutes) {
                time(minutes.minutes() * 60);
            }
            boolean looked = steps > 0 && due();
            if (looked) {
                validate();
            }
            boolean late = System.nanoTime() - checkpointAt > CHECKPOINT_EVERY_NANOS;
            if (steps > 0 && step < steps && (looked || late)) {
                save();
            }
        }
        return true;
    }

    private void next(Progress progress) throws InterruptedException {
        long began = System.nanoTime();
        step++;
        double now = equipment.stepper.step(equipment.loader.take(step), step, steps);
        if (!Double.isFinite(now)) {
            throw new DivergedException("training came apart at step " + step + " (the loss is " + now
                    + "); lower schedule.learning-rate in the recipe");
        }
        loss = Double.isNaN(loss) ? now : 0.95 * loss + 0.05 * now;
        double picturesPerSecond = equipment.loader.batchPictures() / ((System.nanoTime() - began) / 1e9);
        speed = speed == 0 ? picturesPerSecond : 0.95 * speed + 0.05 * picturesPerSecond;
        String figure = history.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s %.2f %%",
                        equipment.validation.unit(),
                        100 * history.get(history.size() - 1).outcome().figure());
        progress.at(step, steps, String.format(Locale.ROOT, "loss %.4f%s, %.0f images/s", loss, figure, speed));
    }

    /**
     * Fixes the number of steps from the time that the first took, and one validation: within the warm-up, which does not
     * depend on it.
     */
    private void time(double secondsGiven) {
        int last = Math.min(TIMED, recipe.schedule().warmUp());
        int first = last / 4;
        if (step == first) {
            timedAt = System.nanoTime();
        }
        if (step == last || seconds() >= secondsGiven) {
            double each = step > first ? (System.nanoTime() - timedAt) / 1e9 / (step - first) : 1;
            long began = System.nanoTime();
            judged();
            double validating =
                    (System.nanoTime() - began) / 1e9 * (recipe.selection().validations() + AFTER);
            double all = secondsGiven - seconds();
            double left = Math.max(all - validating, all * LEAST) * (1 - SPARE);
            steps = Math.max(step + 1, step + (long) (left / each));
        }
    }

    /**
     * Whether it is time to validate: at equal distances, the last time at the end. Not in the warm-up, as a run by
     * minutes does not know its end there, and must do what the same run by steps does.
     */
    private boolean due() {
        int wanted = recipe.selection().validations();
        boolean passed = step * wanted / steps > (step - 1) * wanted / steps;
        return step == steps || (passed && step > recipe.schedule().warmUp());
    }

    private void validate() {
        history.add(new Looked(step, judged()));
        if (kept().step() == step) {
            best = equipment.stepper.average().readAll();
        }
    }

    private Validation.Outcome judged() {
        try {
            return equipment.validation.judge(measure);
        } catch (IllegalArgumentException e) {
            throw new DivergedException(
                    "training came apart by step " + step + " (" + e.getMessage()
                            + "); lower schedule.learning-rate in the recipe",
                    e);
        }
    }

    private void save() {
        new Checkpoint(
                        step,
                        steps,
                        key,
                        seconds(),
                        history,
                        equipment.stepper.weights().readAll(),
                        equipment.stepper.average().readAll(),
                        best,
                        equipment.stepper.optimiser().first(),
                        equipment.stepper.optimiser().second())
                .write(new OutputFolder(settings.out()).checkpoint());
        checkpointAt = System.nanoTime();
    }
}
