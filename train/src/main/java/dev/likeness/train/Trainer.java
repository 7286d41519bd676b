package dev.likeness.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Version;
import dev.likeness.data.DataSet;
import dev.likeness.data.SeededRandom;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.FolderLock;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.network.Network;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.RecipeDifference;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sampling.BatchLoader;
import dev.likeness.train.sampling.Negatives;
import dev.likeness.train.target.Targets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A training run from data to model folder.
 *
 * <p>The run keeps its state in {@code out/training} until the model is written. An interrupted run can be resumed from
 * there. On the same machine, with the same threads and settings, it then gives the same model, bit for bit.
 */
public final class Trainer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrainingSettings settings;
    private final Recipe recipe;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final TrainingRun.Clock clock;

    /**
     * A run that is not started yet.
     *
     * @param stop asked after each step: true ends the run with a checkpoint that can be resumed
     */
    public Trainer(TrainingSettings settings, Progress progress, BooleanSupplier stop) {
        this(settings, progress, stop, System::nanoTime);
    }

    /** @param now the clock of a length in minutes, in nanoseconds */
    Trainer(TrainingSettings settings, Progress progress, BooleanSupplier stop, LongSupplier now) {
        this.settings = settings;
        this.recipe = settings.recipe();
        this.progress = progress;
        this.stop = stop;
        this.clock = new TrainingRun.Clock(now, now.getAsLong());
    }

    /**
     * Trains.
     *
     * @return the model's folder; empty if the run was stopped before its end and can be resumed
     * @throws InputException if the data or the settings cannot be used, or the folder holds another model
     */
    public Optional<Path> run(DataSet dataSet) throws InterruptedException {
        OutputFolder folder = new OutputFolder(settings.out());
        try (FolderLock lock = folder.lock(settings.resumes())) {
            boolean done = folder.isWritten() || run(dataSet, folder);
            if (done) {
                folder.removeState();
            }
            return done ? Optional.of(settings.out()) : Optional.empty();
        }
    }

    /** Whether the model was written. */
    private boolean run(DataSet dataSet, OutputFolder folder) throws InterruptedException {
        Optional<Checkpoint> resumed = folder.claim(settings.resumes());
        Torch.threads(settings.threads());
        check(recipe);
        TowerWeights towerWeights = settings.towerWeights();
        if (towerWeights != null) {
            towerWeights.require(recipe);
        }
        ModelFiles from = settings.from();
        if (from != null) {
            ModelWeights.require(from, recipe);
        }
        DataSet selected = settings.selection().of(dataSet);
        ObjectNode key = key(selected);
        resumed.ifPresent(checkpoint -> requireSame(checkpoint, key)); // before any picture is read
        SkippedPictures skipped = SkippedPictures.of(selected, settings.unreadable());
        TrainingData data = TrainingData.load(selected, recipe, settings.seed(), skipped, progress);
        Validation.require(data);
        if (!data.skipped().isEmpty()) {
            data.skipped().forEach(key.putArray("skipped")::add);
        }
        resumed.ifPresent(checkpoint -> requireSame(checkpoint.settings(), key, "skipped"));
        Network network = Networks.build(recipe.design(), data.shape());
        Validation validation = new Validation(data, recipe.selection(), settings.seed());
        long randomSeed = randomSeed();
        try (Stepper stepper = new Stepper(network, data.shape(), recipe, randomSeed);
                BatchLoader loader = data.loader(recipe, randomSeed, settings.threads())) {
            setInitialWeights(stepper, network, data);
            TrainingRun run = new TrainingRun(
                    settings, new TrainingRun.Parts(data, network, stepper, loader, validation), key, clock);
            resumed.ifPresent(run::restore);
            RunRecord record = settings.record();
            if (resumed.isEmpty() && record != null) {
                record.write(folder.record());
            }
            if (!run.toTheEnd(progress, stop)) {
                return false;
            }
            ModelFolderWriter writer = new ModelFolderWriter(settings, data, network);
            writer.write(run, progress);
        }
        return true;
    }

    /** Sets the weights that the run starts from, unless they are random. */
    private void setInitialWeights(Stepper stepper, Network network, TrainingData data) {
        ModelFiles from = settings.from();
        if (from != null) {
            Map<String, float[]> start = stepper.weights().readAll(); // with the parameters that the model lacks
            start.putAll(ModelWeights.read(from, network, recipe, data.shape()).numbers());
            stepper.weights().writeAll(start);
            stepper.average().writeAll(start);
        }
        TowerWeights towerWeights = settings.towerWeights();
        if (towerWeights != null) {
            Map<String, float[]> start = stepper.weights().readAll();
            start.putAll(towerWeights.numbers(network));
            stepper.weights().writeAll(start);
            stepper.average().writeAll(start);
        }
    }

    /**
     * Checks a recipe for unknown names and contradictions before any data are read.
     *
     * @throws InputException for the first one: it lists what is allowed, and the nearest name
     */
    public static void check(Recipe recipe) {
        Networks.check(recipe.design());
        Targets.sum(recipe.objective().target());
        recipe.objective().negatives().forEach(Negatives::named);
    }

    /** The seed of weights, batches and alterations. A run that starts from a model draws others than that model's run. */
    private long randomSeed() {
        ModelFiles from = settings.from();
        return from == null
                ? settings.seed()
                : SeededRandom.of(settings.seed(), ModelWeights.checksum(from).hashCode())
                        .nextLong();
    }

    /** All settings that the weights depend on, except the number of steps and the skipped pictures. */
    private ObjectNode key(DataSet data) {
        ObjectNode key = JSON.createObjectNode();
        key.set("recipe", Recipes.tree(recipe));
        TowerWeights towerWeights = settings.towerWeights();
        if (towerWeights != null) {
            key.put("tower_weights", towerWeights.checksum());
        }
        ModelFiles from = settings.from();
        if (!settings.selection().split().isEmpty()) {
            key.put("split", settings.selection().split()); // the same pictures, split differently
        }
        return key.put("seed", settings.seed())
                .put("threads", settings.threads())
                .put("data", data.hash())
                .put("software", Version.CURRENT)
                .put("from", from == null ? "" : ModelWeights.checksum(from));
    }

    private void requireSame(Checkpoint checkpoint, JsonNode now) {
        StepPlan given = settings.length().plan();
        if (given.known() && !given.equals(checkpoint.plan())) {
            throw new InputException(settings.out() + ": the run in it has "
                    + checkpoint.plan().text() + " steps, not " + given.text() + "; resume it with the same length");
        }
        for (String field :
                List.of("data", "split", "recipe", "seed", "threads", "from", "tower_weights", "software")) {
            requireSame(checkpoint.settings(), now, field);
        }
    }

    private void requireSame(JsonNode before, JsonNode now, String field) {
        JsonNode recorded = before.path(field);
        JsonNode one = field.equals("recipe") ? Recipes.completed(recorded) : recorded;
        JsonNode other = now.path(field);
        if (one.toString().equals(other.toString())) {
            return;
        }
        String difference = field.equals("recipe")
                ? RecipeDifference.first(one, other)
                        .map(found -> found.field() + " was " + found.before() + " and is " + found.now())
                        .orElse("it has other fields")
                : "it was " + text(one) + " and is " + text(other);
        throw new InputException(
                settings.out() + ": the run in it was started with another " + field + ": " + difference,
                new Remedy(Remedy.Action.RESUME_UNCHANGED));
    }

    private static String text(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        return value.isMissingNode() || text.isEmpty() ? "none" : text;
    }
}
