package dev.likeness.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.error.InputException;
import dev.likeness.model.Provenance.ValidationPoint;
import dev.likeness.progress.Progress;
import dev.likeness.train.network.Network;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.sampling.BatchLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** The steps of a run: how many there are, when to validate, when to save a checkpoint. For one thread. */
final class TrainingRun {
    /** The most steps that a run by minutes times before it fixes its length. */
    private static final int MAX_TIMED_STEPS = 40;

    private static final long CHECKPOINT_EVERY_NANOS = 60_000_000_000L;

    /** The time for export and calibration, in validations: they score three times as many pairs as one validation. */
    private static final double EXPORT_VALIDATIONS = 3;

    /** The minimum share of the time budget reserved for training steps, even if the run overshoots. */
    private static final double MIN_STEP_SHARE = 0.5;

    /** The share of the time for steps that is not planned, because the first steps run on a cold machine. */
    private static final double RESERVE = 0.02;

    private final TrainingSettings settings;
    private final Recipe recipe;
    private final Parts parts;
    private final NetworkMeasure measure;
    private final JsonNode key;
    private final long startedAt;
    private final List<ValidationPoint> history = new ArrayList<>();
    private Map<String, float[]> best = Map.of();
    private long step;
    private long steps;
    private double secondsBefore;
    private long checkpointAt = System.nanoTime();
    private long timedAt = System.nanoTime();
    private double loss = Double.NaN;
    private double speed;

    /** The data, the network and the tools of a run. */
    record Parts(TrainingData data, Network network, Stepper stepper, BatchLoader loader, Validation validation) {}

    /**
     * A run before its first step.
     *
     * @param key all settings that the weights depend on; every checkpoint records it
     * @param startedAt the start of the time budget, by {@link System#nanoTime}
     */
    TrainingRun(TrainingSettings settings, Parts parts, JsonNode key, long startedAt) {
        this.settings = settings;
        this.recipe = settings.recipe();
        this.parts = parts;
        this.key = key;
        this.startedAt = startedAt;
        this.measure =
                new NetworkMeasure(parts.network, parts.stepper.average(), Encoding.of(recipe, parts.data.shape()));
        this.steps = stepsKnown();
    }

    /** The number of steps; 0 if it is unknown until the first steps are timed. */
    private long stepsKnown() {
        Length length = settings.length();
        if (length instanceof Length.Epochs epochs) {
            double each = (double) parts.data.pictures().count() / parts.loader.batchPictures();
            return Math.max(1, Math.round(epochs.epochs() * each));
        }
        return length.knownSteps().orElse(0);
    }

    /** Continues from a checkpoint. */
    void restore(Checkpoint checkpoint) {
        if (steps != 0 && steps != checkpoint.steps()) {
            throw new InputException(settings.out() + ": the run in it has " + checkpoint.steps() + " steps, not "
                    + steps + "; resume it with the same length");
        }
        step = checkpoint.step();
        steps = checkpoint.steps();
        secondsBefore = checkpoint.seconds();
        history.addAll(checkpoint.history());
        best = checkpoint.best();
        checkpoint.restore(parts.stepper.weights(), parts.stepper.average(), parts.stepper.optimiser());
    }

    /** The time spent in seconds, including the time before an interruption. */
    double seconds() {
        return secondsBefore + (System.nanoTime() - startedAt) / 1e9;
    }

    /** The averaged weights at the best validation point, by name. */
    Map<String, float[]> best() {
        return best;
    }

    /** The best validation point; the last one if several are equally good. */
    ValidationPoint bestPoint() {
        ValidationPoint found = history.get(0);
        for (ValidationPoint point : history) {
            found = point.quality() >= found.quality() ? point : found;
        }
        return found;
    }

    List<ValidationPoint> history() {
        return List.copyOf(history);
    }

    long steps() {
        return steps;
    }

    /**
     * The number of pictures in all batches so far. A picture counts once for each batch that it is in; pictures of
     * declared non-matching pairs are not counted.
     */
    long picturesProcessed() {
        return step * parts.loader.batchPictures();
    }

    /**
     * Runs until the last step, or until {@code stop} answers true.
     *
     * @return whether the run is finished; if not, a checkpoint was saved once the number of steps was known
     */
    boolean toTheEnd(Progress progress, BooleanSupplier stop) throws InterruptedException {
        while (steps == 0 || step < steps) {
            if (stop.getAsBoolean()) {
                if (steps > 0) {
                    save();
                }
                return false;
            }
            next(progress);
            OptionalDouble minutes = settings.length().timeLimit();
            if (steps == 0 && minutes.isPresent()) {
                time(minutes.getAsDouble() * 60);
            }
            boolean validated = steps > 0 && validationDue();
            if (validated) {
                validate();
            }
            boolean late = System.nanoTime() - checkpointAt > CHECKPOINT_EVERY_NANOS;
            if (steps > 0 && step < steps && (validated || late)) {
                save();
            }
        }
        return true;
    }

    private void next(Progress progress) throws InterruptedException {
        long began = System.nanoTime();
        step++;
        double now = parts.stepper.step(parts.loader.take(step), step, steps);
        if (!Double.isFinite(now)) {
            throw new DivergedException("training diverged at step " + step + " (the loss is " + now
                    + "); lower schedule.learning-rate in the recipe");
        }
        loss = Double.isNaN(loss) ? now : 0.95 * loss + 0.05 * now;
        double picturesPerSecond = parts.loader.batchPictures() / ((System.nanoTime() - began) / 1e9);
        speed = speed == 0 ? picturesPerSecond : 0.95 * speed + 0.05 * picturesPerSecond;
        String figure = history.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s %.2f %%",
                        parts.validation.quality(),
                        100 * history.get(history.size() - 1).quality());
        progress.at(step, steps, String.format(Locale.ROOT, "loss %.4f%s, %.0f images/s", loss, figure, speed));
    }

    /**
     * Fixes the number of steps from the time that the first steps and one validation take. This happens within the
     * warm-up, whose learning rate does not depend on the number of steps.
     */
    private void time(double secondsGiven) {
        int last = Math.min(MAX_TIMED_STEPS, recipe.schedule().warmUp());
        int first = last / 4;
        if (step == first) {
            timedAt = System.nanoTime();
        }
        if (step == last || seconds() >= secondsGiven) {
            double each = step > first ? (System.nanoTime() - timedAt) / 1e9 / (step - first) : 1;
            long began = System.nanoTime();
            measured();
            double validating =
                    (System.nanoTime() - began) / 1e9 * (recipe.selection().validations() + EXPORT_VALIDATIONS);
            double all = secondsGiven - seconds();
            double left = Math.max(all - validating, all * MIN_STEP_SHARE) * (1 - RESERVE);
            steps = Math.max(step + 1, step + (long) (left / each));
        }
    }

    /**
     * Whether to validate after this step: at equal distances, and after the last step. Never within the warm-up: there a
     * run by minutes does not know its length yet, and it must repeat exactly as a run by steps.
     */
    private boolean validationDue() {
        int wanted = recipe.selection().validations();
        boolean passed = step * wanted / steps > (step - 1) * wanted / steps;
        return step == steps || (passed && step > recipe.schedule().warmUp());
    }

    private void validate() {
        history.add(measured());
        if (bestPoint().step() == step) {
            best = parts.stepper.average().readAll();
        }
    }

    private ValidationPoint measured() {
        try {
            return parts.validation.measure(measure, step);
        } catch (IllegalArgumentException e) {
            throw new DivergedException(
                    "training diverged by step " + step + " (" + e.getMessage()
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
                        parts.stepper.weights().readAll(),
                        parts.stepper.average().readAll(),
                        best,
                        parts.stepper.optimiser().first(),
                        parts.stepper.optimiser().second())
                .write(new OutputFolder(settings.out()).checkpoint());
        checkpointAt = System.nanoTime();
    }
}
