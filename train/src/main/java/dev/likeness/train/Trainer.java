package dev.likeness.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.DataSet;
import dev.likeness.error.InputException;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import dev.likeness.train.Checkpoint.Looked;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.network.Network;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sampling.AffineAugmentation;
import dev.likeness.train.sampling.BatchLoader;
import dev.likeness.train.sampling.BatchSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A training run from data to model folder.
 *
 * <p>The state of the run lies in {@code out/training} until the model is written, and goes on from there after any end:
 * to the same model, bit for bit, given the same machine, threads and settings.
 */
public final class Trainer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMED = 40;
    private static final long CHECKPOINT_EVERY_NANOS = 60_000_000_000L;
    /** The share of the time given that loading, validating and writing the model take beside the steps. */
    private static final double BESIDE = 0.07;

    private final TrainingSettings settings;
    private final Recipe recipe;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final long startedAt = System.nanoTime();
    private final Path checkpointFile;

    /**
     * A run yet to be started.
     *
     * @param stop asked after each step: true ends the run with a checkpoint that can be resumed
     */
    public Trainer(TrainingSettings settings, Progress progress, BooleanSupplier stop) {
        this.settings = settings;
        this.recipe = settings.recipe();
        this.progress = progress;
        this.stop = stop;
        this.checkpointFile = settings.out().resolve("training").resolve("checkpoint.safetensors");
    }

    /**
     * Trains.
     *
     * @return the model's folder; empty if it was stopped before the end, and can be resumed
     * @throws InputException if the data or the settings do not serve, or the folder holds another model
     */
    public Optional<Path> run(DataSet dataSet) throws InterruptedException {
        Optional<Checkpoint> resumed = checkOut();
        Torch.threads(settings.threads());
        TrainingData data = TrainingData.load(dataSet, recipe, settings.seed(), progress);
        Validation.require(data);
        JsonNode key = key(data);
        resumed.ifPresent(checkpoint -> requireSame(checkpoint.settings(), key));
        Network network = Networks.build(recipe.design(), data.shape().channels());
        Validation validation = new Validation(data, recipe.selection(), settings.seed());
        try (Stepper stepper = new Stepper(network, data.shape(), recipe, settings.seed());
                BatchLoader loader = loader(data)) {
            ModelFiles from = settings.from();
            if (from != null) {
                Map<String, float[]> start = ModelWeights.read(from, network.parameters());
                stepper.weights().writeAll(start);
                stepper.average().writeAll(start);
            }
            State state = new State(network, data, validation, stepper, loader, key);
            resumed.ifPresent(state::restore);
            if (!state.train()) {
                return Optional.empty();
            }
            ModelFolderWriter writer = new ModelFolderWriter(settings, data, network);
            writer.write(state.best(), state.history, state.steps, state.seconds(), progress);
        }
        removeTrainingFolder();
        return Optional.of(settings.out());
    }

    private BatchLoader loader(TrainingData data) {
        BatchSampler sampler = new BatchSampler(
                data.pictures(),
                recipe.schedule().identities(),
                recipe.schedule().groups(),
                recipe.augmentation().turns(),
                settings.seed());
        AffineAugmentation augmentation = new AffineAugmentation(recipe.augmentation(), data.shape());
        return new BatchLoader(data.rasters(), sampler, augmentation, data.shape(), settings.seed());
    }

    /** The folder must be free, or hold this run. */
    private Optional<Checkpoint> checkOut() {
        Path out = settings.out();
        if (Files.isRegularFile(out)) {
            throw new InputException(out + ": is a file; name a folder for the model to be written to");
        }
        if (Files.exists(out.resolve("model.json"))) {
            throw new InputException(out + ": holds a model already; choose another --out, or remove it first"
                    + (settings.resume() ? " (it is finished: there is nothing to resume)" : ""));
        }
        if (!Files.exists(checkpointFile)) {
            requireEmpty(out);
            return Optional.empty();
        }
        if (!settings.resume()) {
            throw new InputException(out + ": holds a training run that was not finished; add --resume to go on with"
                    + " it, or choose another --out");
        }
        return Optional.of(Checkpoint.read(checkpointFile));
    }

    private static void requireEmpty(Path out) {
        if (!Files.isDirectory(out)) {
            return;
        }
        try (Stream<Path> files = Files.list(out)) {
            Optional<Path> other = files.filter(file -> !file.endsWith("training")
                            && !file.getFileName().toString().startsWith("."))
                    .findFirst();
            if (other.isPresent()) {
                throw new InputException(out + ": holds other files, such as "
                        + other.get().getFileName() + "; choose an empty or new folder for --out");
            }
        } catch (IOException e) {
            throw new InputException(out + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Everything that the weights depend on, apart from the number of steps. */
    private JsonNode key(TrainingData data) {
        ObjectNode key = JSON.createObjectNode();
        key.set("recipe", Recipes.tree(recipe));
        ModelFiles from = settings.from();
        return key.put("seed", settings.seed())
                .put("threads", settings.threads())
                .put("data", data.hash())
                .put("from", from == null ? "" : ModelWeights.checksum(from));
    }

    private void requireSame(JsonNode before, JsonNode now) {
        for (String field : List.of("data", "recipe", "seed", "threads", "from")) {
            if (!before.path(field).toString().equals(now.path(field).toString())) {
                throw new InputException(settings.out() + ": the run in it was started with another " + field
                        + "; resume it with the same, or choose another --out");
            }
        }
    }

    private void removeTrainingFolder() {
        if (!Files.exists(checkpointFile.getParent())) {
            return;
        }
        try (Stream<Path> files = Files.walk(checkpointFile.getParent())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new InputException(
                    checkpointFile.getParent() + ": the model is written, but this folder of its training could not be"
                            + " removed (" + e.getMessage() + "); remove it",
                    e);
        }
    }

    /** The run itself, from step to step. */
    private final class State {
        private final TrainingData data;
        private final Validation validation;
        private final Stepper stepper;
        private final BatchLoader loader;
        private final JsonNode key;
        private final NetworkMeasure measure;
        private final List<Looked> history = new ArrayList<>();
        private Map<String, float[]> best = Map.of();
        private long step;
        private long steps;
        private double secondsBefore;
        private long checkpointAt = System.nanoTime();
        private long timedAt = System.nanoTime();
        private double loss = Double.NaN;

        State(
                Network network,
                TrainingData data,
                Validation validation,
                Stepper stepper,
                BatchLoader loader,
                JsonNode key) {
            this.data = data;
            this.validation = validation;
            this.stepper = stepper;
            this.loader = loader;
            this.key = key;
            this.measure = new NetworkMeasure(
                    network, stepper.average(), data.shape(), recipe.input().fitting());
            this.steps = stepsKnown();
        }

        /** The number of steps where it is known from the start; 0 where the first steps have to be timed. */
        private long stepsKnown() {
            Length length = settings.length();
            if (length instanceof Length.Steps given) {
                return given.steps();
            }
            if (length instanceof Length.Epochs epochs) {
                double each = (double) data.pictures().count() / batchPictures();
                return Math.max(1, Math.round(epochs.epochs() * each));
            }
            return 0;
        }

        private int batchPictures() {
            int identities = data.pictures().pictures().size();
            return 2 * Math.min(recipe.schedule().identities(), identities);
        }

        void restore(Checkpoint checkpoint) {
            if (steps != 0 && steps != checkpoint.steps()) {
                throw new InputException(settings.out() + ": the run in it is one of " + checkpoint.steps()
                        + " steps, not " + steps + "; resume it with the same length");
            }
            step = checkpoint.step();
            steps = checkpoint.steps();
            secondsBefore = checkpoint.seconds();
            history.addAll(checkpoint.history());
            best = checkpoint.best();
            checkpoint.restore(stepper.weights(), stepper.average(), stepper.optimiser());
        }

        double seconds() {
            return secondsBefore + (System.nanoTime() - startedAt) / 1e9;
        }

        Map<String, float[]> best() {
            return best;
        }

        /** To the end, or until told to stop. */
        boolean train() throws InterruptedException {
            while (steps == 0 || step < steps) {
                if (stop.getAsBoolean()) {
                    if (steps > 0) {
                        save();
                    }
                    return false;
                }
                next();
                if (steps == 0) {
                    time();
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

        /**
         * Whether it is time to validate: at equal distances, the last time at the end. Not in the warm-up, as a run by
         * minutes does not know its end there, and must do what the same run by steps does.
         */
        private boolean due() {
            int wanted = recipe.selection().validations();
            boolean passed = step * wanted / steps > (step - 1) * wanted / steps;
            return passed && (step > recipe.schedule().warmUp() || step == steps);
        }

        private void next() throws InterruptedException {
            long began = System.nanoTime();
            step++;
            double now = stepper.step(loader.take(step), step, steps);
            if (!Double.isFinite(now)) {
                throw new InputException("training came apart at step " + step + " (the loss is " + now
                        + "); lower schedule.learning-rate in the recipe");
            }
            loss = Double.isNaN(loss) ? now : 0.95 * loss + 0.05 * now;
            report(batchPictures() / ((System.nanoTime() - began) / 1e9));
        }

        private double speed;

        private void report(double picturesPerSecond) {
            speed = speed == 0 ? picturesPerSecond : 0.95 * speed + 0.05 * picturesPerSecond;
            String figure = history.isEmpty()
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", %s %.4f",
                            validation.unit(),
                            history.get(history.size() - 1).outcome().figure());
            progress.at(
                    step,
                    Math.max(step, steps),
                    String.format(Locale.ROOT, "loss %.4f%s, %.0f images/s", loss, figure, speed));
        }

        /** Fixes the number of steps from the time that the first ones took. */
        private void time() {
            if (!(settings.length() instanceof Length.Minutes minutes)) {
                return;
            }
            // Within the warm-up, in which nothing depends on the number of steps.
            int last = Math.min(TIMED, recipe.schedule().warmUp());
            int first = last / 4;
            if (step == first) {
                timedAt = System.nanoTime();
            }
            double left = minutes.minutes() * 60 * (1 - BESIDE) - seconds();
            if (step == last || left <= 0) {
                double each = step > first ? (System.nanoTime() - timedAt) / 1e9 / (step - first) : 1;
                steps = Math.max(step + 1, step + (long) (left / each));
            }
        }

        private void validate() {
            Validation.Outcome outcome = validation.judge(measure);
            boolean better =
                    history.stream().allMatch(before -> before.outcome().figure() <= outcome.figure());
            history.add(new Looked(step, outcome));
            if (better) {
                best = stepper.average().readAll();
            }
        }

        private void save() {
            new Checkpoint(
                            step,
                            steps,
                            key,
                            seconds(),
                            history,
                            stepper.weights().readAll(),
                            stepper.average().readAll(),
                            best,
                            stepper.optimiser().first(),
                            stepper.optimiser().second())
                    .write(checkpointFile);
            checkpointAt = System.nanoTime();
        }
    }
}
