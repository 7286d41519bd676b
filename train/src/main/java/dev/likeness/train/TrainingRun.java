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
import java.util.function.LongSupplier;

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

    /** A deviation from the time budget, as a share of it, that does not change the number of steps. */
    private static final double TOLERANCE = RESERVE;

    private final TrainingSettings settings;
    private final Recipe recipe;
    private final Parts parts;
    private final NetworkMeasure measure;
    private final JsonNode key;
    private final long startedAt;
    private final LongSupplier clock;
    private final List<ValidationPoint> history = new ArrayList<>();
    private Map<String, float[]> best = Map.of();
    private long step;
    private StepPlan plan;
    private double secondsBefore;
    private double validating;
    private long timedFrom;
    private long checkpointAt;
    private long timedAt;
    private double loss = Double.NaN;
    private double speed;

    /** The data, the network and the tools of a run. */
    record Parts(TrainingData data, Network network, Stepper stepper, BatchLoader loader, Validation validation) {}

    /**
     * The time of a run.
     *
     * @param now nanoseconds, as {@link System#nanoTime}
     * @param startedAt the start of the time budget
     */
    record Clock(LongSupplier now, long startedAt) {}

    /**
     * A run before its first step.
     *
     * @param key all settings that the weights depend on; every checkpoint records it
     * @param clock with the start of the time budget
     */
    TrainingRun(TrainingSettings settings, Parts parts, JsonNode key, Clock clock) {
        this.settings = settings;
        this.recipe = settings.recipe();
        this.parts = parts;
        this.key = key;
        this.startedAt = clock.startedAt;
        this.clock = clock.now;
        this.checkpointAt = this.clock.getAsLong();
        this.timedAt = checkpointAt;
        this.measure =
                new NetworkMeasure(parts.network, parts.stepper.average(), Encoding.of(recipe, parts.data.shape()));
        this.plan = planAtStart();
    }

    /** The number of steps; unknown if the first steps have to be timed. */
    private StepPlan planAtStart() {
        Length length = settings.length();
        if (length instanceof Length.Epochs epochs) {
            double each = (double) parts.data.pictures().count() / parts.loader.batchPictures();
            return StepPlan.of(Math.max(1, Math.round(epochs.epochs() * each)));
        }
        return length.plan();
    }

    /** Continues from a checkpoint. */
    void restore(Checkpoint checkpoint) {
        if (plan.known() && !plan.equals(checkpoint.plan())) {
            throw new InputException(settings.out() + ": the run in it has "
                    + checkpoint.plan().text() + " steps, not " + plan.text() + "; resume it with the same length");
        }
        step = checkpoint.step();
        timedFrom = step;
        plan = checkpoint.plan();
        secondsBefore = checkpoint.seconds();
        validating = checkpoint.validating();
        history.addAll(checkpoint.history());
        best = checkpoint.best();
        checkpoint.restore(parts.stepper.weights(), parts.stepper.average(), parts.stepper.optimiser());
    }

    /** The time spent in seconds, including the time before an interruption. */
    double seconds() {
        return secondsBefore + (clock.getAsLong() - startedAt) / 1e9;
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

    /** The number of steps, and its changes during the run. */
    StepPlan plan() {
        return plan;
    }

    /** The share of the time that validations took, 0 to 1. */
    double validationShare() {
        return validating / seconds();
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
        while (!plan.known() || step < plan.steps()) {
            if (stop.getAsBoolean()) {
                if (plan.known()) {
                    save();
                }
                return false;
            }
            next(progress);
            OptionalDouble minutes = settings.length().timeLimit();
            if (!plan.known() && minutes.isPresent()) {
                time(minutes.getAsDouble() * 60);
            }
            boolean validated = plan.known() && validationDue();
            if (validated) {
                double each = (clock.getAsLong() - timedAt) / 1e9 / (step - timedFrom);
                validate(progress);
                if (minutes.isPresent() && step < plan.steps()) {
                    planAgain(minutes.getAsDouble() * 60, each);
                }
                timedAt = clock.getAsLong();
                timedFrom = step;
            }
            boolean late = clock.getAsLong() - checkpointAt > CHECKPOINT_EVERY_NANOS;
            if (plan.known() && step < plan.steps() && (validated || late)) {
                save();
            }
        }
        return true;
    }

    private void next(Progress progress) throws InterruptedException {
        long began = clock.getAsLong();
        step++;
        double now = parts.stepper.step(parts.loader.take(step), step, plan);
        if (!Double.isFinite(now)) {
            throw new DivergedException("training diverged at step " + step + " (the loss is " + now
                    + "); lower schedule.learning-rate in the recipe");
        }
        loss = Double.isNaN(loss) ? now : 0.95 * loss + 0.05 * now;
        double picturesPerSecond = parts.loader.batchPictures() / ((clock.getAsLong() - began) / 1e9);
        speed = speed == 0 ? picturesPerSecond : 0.95 * speed + 0.05 * picturesPerSecond;
        String figure = history.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s %.2f %%",
                        parts.validation.quality(),
                        100 * history.get(history.size() - 1).quality());
        String phase = plan.known() ? "training" : "timing the first steps";
        String note = String.format(Locale.ROOT, "%s, loss %.4f%s, %.0f images/s", phase, loss, figure, speed);
        progress.at(step, plan.steps(), note);
    }

    /**
     * Fixes the number of steps from the time that the first steps and one validation take. This happens within the
     * warm-up, whose learning rate does not depend on the number of steps.
     */
    private void time(double secondsGiven) {
        int last = Math.min(MAX_TIMED_STEPS, recipe.schedule().warmUp());
        int first = last / 4;
        if (step == first) {
            timedAt = clock.getAsLong();
        }
        if (step == last || seconds() >= secondsGiven) {
            double each = step > first ? (clock.getAsLong() - timedAt) / 1e9 / (step - first) : 1;
            long began = clock.getAsLong();
            measured();
            validating = (clock.getAsLong() - began) / 1e9;
            double later = validating * (recipe.selection().validations() + EXPORT_VALIDATIONS);
            plan = StepPlan.of(Math.max(step + 1, step + stepsIn(secondsGiven, each, later)));
            timedAt = clock.getAsLong();
            timedFrom = step;
        }
    }

    /** The number of steps that fit into the time that is left, minus that of later validations and the export. */
    private long stepsIn(double secondsGiven, double each, double later) {
        double all = secondsGiven - seconds();
        return (long) (Math.max(all - later, all * MIN_STEP_SHARE) * (1 - RESERVE) / each);
    }

    /**
     * Fixes the number of steps again after a validation, if the run would otherwise miss its time by more than
     * {@link #TOLERANCE}. Validations come after the warm-up, and what was done before does not depend on the new number.
     *
     * @param each the seconds of one step since the last validation
     */
    private void planAgain(double secondsGiven, double each) {
        int wanted = recipe.selection().validations();
        double left = Math.ceil(wanted * (1 - plan.share(step, 0)) - 1e-6) + EXPORT_VALIDATIONS;
        double later = validating / (history.size() + 1) * left; // one more was made when the first steps were timed
        long steps = Math.max(step + 1, step + stepsIn(secondsGiven, each, later));
        if (Math.abs(steps - plan.steps()) * each > TOLERANCE * secondsGiven) {
            plan = plan.changed(step, steps);
        }
    }

    /**
     * Whether to validate after this step: at equal distances, and after the last step. Never within the warm-up: there a
     * run by minutes does not know its length yet, and it must repeat exactly as a run by steps.
     */
    private boolean validationDue() {
        boolean passed = plan.endsPart(step, recipe.selection().validations());
        return step == plan.steps() || (passed && step > recipe.schedule().warmUp());
    }

    private void validate(Progress progress) {
        progress.at(step, plan.steps(), "validating");
        long began = clock.getAsLong();
        history.add(measured());
        if (bestPoint().step() == step) {
            best = parts.stepper.average().readAll();
        }
        validating += (clock.getAsLong() - began) / 1e9;
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
                        plan,
                        key,
                        seconds(),
                        validating,
                        history,
                        parts.stepper.weights().readAll(),
                        parts.stepper.average().readAll(),
                        best,
                        parts.stepper.optimiser().first(),
                        parts.stepper.optimiser().second())
                .write(new OutputFolder(settings.out()).checkpoint());
        checkpointAt = clock.getAsLong();
    }
}
