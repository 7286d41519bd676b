package dev.likeness.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Version;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.data.CalibrationPairs;
import dev.likeness.data.OneShotTrials;
import dev.likeness.evaluation.CalibrationFit;
import dev.likeness.evaluation.MeasureUnderTest;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.Verification;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.Sha256;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import dev.likeness.progress.Progress;
import dev.likeness.train.Checkpoint.Looked;
import dev.likeness.train.cost.Cost;
import dev.likeness.train.export.OnnxExport;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * From trained weights to a model folder: exports, calibrates what was exported on held-out identities, and writes the
 * card last, as it carries the checksums of the rest.
 */
final class ModelFolderWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAIRS = 10_000;
    private static final double PRIOR = 0.5;

    private final TrainingSettings settings;
    private final Recipe recipe;
    private final TrainingData data;
    private final Network network;

    ModelFolderWriter(TrainingSettings settings, TrainingData data, Network network) {
        this.settings = settings;
        this.recipe = settings.recipe();
        this.data = data;
        this.network = network;
    }

    /** Writes what a run has come to. */
    void write(TrainingRun run, Progress progress) {
        Map<String, float[]> weights = run.best();
        Looked best = run.kept();
        EmbeddingTerm term = best.outcome().term();
        OnnxExport export = new OnnxExport(network, weights);
        Map<String, byte[]> files = graphs(network, export, data.shape(), term);
        files.put("weights.safetensors", safeTensors(weights));
        ModelCard card = card(
                        settings.name(), export, data.shape(), recipe.input().fitting(), term, files)
                .with(new ModelCard.Notes(
                        design(),
                        provenance(run, best),
                        JSON.createObjectNode(),
                        JSON.createObjectNode(),
                        JSON.createObjectNode()));
        card = calibrated(card, files, progress);
        card = card.with(card.notes().withRun(times(run)));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFiles.write(settings.out().resolve(file.getKey()), file.getValue());
        }
        AtomicFiles.write(settings.out().resolve("model.json"), ModelJson.write(card));
    }

    /** An exported network as it will be used, before anything is known of it. */
    static LearnedMeasure open(Network network, OnnxExport export, PictureShape shape, EmbeddingTerm term) {
        Map<String, byte[]> files = graphs(network, export, shape, term);
        files.put("model.json", ModelJson.write(card("exported", export, shape, Fit.STRETCH, term, files)));
        return LearnedMeasure.open(inMemory("exported", files));
    }

    private static Map<String, byte[]> graphs(
            Network network, OnnxExport export, PictureShape shape, EmbeddingTerm term) {
        Map<String, byte[]> graphs = new LinkedHashMap<>();
        graphs.put(ModelCard.ENCODER, export.encoder(shape, Side.A));
        if (network.sidesDiffer()) {
            graphs.put(ModelCard.ENCODER_OF_B, export.encoder(shape, Side.B));
        }
        graphs.put(ModelCard.HEAD, export.head(export.shapes(shape), term.scale(), term.offset()));
        return graphs;
    }

    /** A card that says what the files are, and nothing of their worth yet. */
    private static ModelCard card(
            String name,
            OnnxExport export,
            PictureShape shape,
            Fit fit,
            EmbeddingTerm term,
            Map<String, byte[]> files) {
        Map<String, String> checksums = new LinkedHashMap<>();
        files.forEach((file, bytes) -> checksums.put(file, Sha256.hex(bytes)));
        OnnxExport.Shapes shapes = export.shapes(shape);
        ObjectNode none = JSON.createObjectNode();
        return new ModelCard(
                name,
                shape,
                fit,
                shapes.embedding(),
                shapes.prepared(),
                term,
                new Calibration(1, 0, 0.5),
                List.of(),
                checksums,
                new ModelCard.Notes(none, none, none, none, none));
    }

    private byte[] safeTensors(Map<String, float[]> weights) {
        Map<String, SafeTensors.Array> arrays = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            arrays.put(
                    parameter.name(),
                    new SafeTensors.Array(parameter.shape(), Objects.requireNonNull(weights.get(parameter.name()))));
        }
        return SafeTensors.write(arrays, Map.of("format", "likeness", "name", settings.name()));
    }

    /** Calibration, thresholds and measured results, from the exported graphs as they will be used. */
    private ModelCard calibrated(ModelCard card, Map<String, byte[]> files, Progress progress) {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.put("model.json", ModelJson.write(card));
        try (LearnedMeasure measure = LearnedMeasure.open(inMemory(settings.name(), all))) {
            CalibrationPairs sample = data.heldOutPairs().isEmpty()
                    ? CalibrationPairs.draw(data.heldOut(), PAIRS, settings.seed() + 1)
                    : CalibrationPairs.declared(data.heldOutPairs(), settings.seed() + 1);
            Progress calibrating = (done, total, note) -> progress.at(done, total, "calibrating");
            CalibrationFit fit = CalibrationFit.of(
                    MeasureUnderTest.skippingNone(measure, calibrating), sample, PRIOR, settings.seed());
            ObjectNode measured = JSON.createObjectNode();
            ObjectNode heldOut = measured.putObject("held_out")
                    .put(
                            "identities",
                            data.heldOut().stream()
                                    .map(picture -> picture.identity())
                                    .distinct()
                                    .count());
            if (!data.kind().split().isEmpty()) {
                heldOut.put("split", data.kind().split())
                        .put("also_trained_identities", data.kind().alsoTrained());
            }
            heldOut.set(
                    "verification",
                    JSON.valueToTree(Verification.seeded(settings.seed()).judge(fit.scored())));
            if (data.heldOutPairs().isEmpty() && OneShotTrials.possible(data.heldOut())) {
                OneShotTrials trials =
                        OneShotTrials.draw(data.heldOut(), recipe.selection().ways(), 50, settings.seed() + 1);
                heldOut.putObject("one_shot").put("ways", trials.ways()).setAll((ObjectNode)
                        JSON.valueToTree(OneShot.evaluate(measure, trials.trials(), calibrating)));
            }
            return card.calibrated(fit.calibration(), fit.thresholds(), measured);
        }
    }

    private static ModelFiles inMemory(String name, Map<String, byte[]> files) {
        return ModelFiles.of(name, file -> Objects.requireNonNull(files.get(file), file));
    }

    private ObjectNode design() {
        ObjectNode design = (ObjectNode) Recipes.tree(recipe).get("design");
        Cost cost = Cost.of(network, data.shape());
        design.putObject("cost")
                .put("parameters", cost.parameters())
                .put("multiply_adds_to_encode", cost.encode())
                .put("multiply_adds_to_compare", cost.compare());
        if (!recipe.design().match().equals("none")) {
            design.put("matched-head-width", HeadWidth.of(recipe.design(), data.shape()));
        }
        return design;
    }

    private ObjectNode provenance(TrainingRun run, Looked best) {
        ObjectNode provenance = JSON.createObjectNode()
                .put("software", "likeness " + Version.CURRENT)
                .put("data", data.name())
                .put("data_sha256", data.hash());
        put(provenance, "only", settings.selection().only());
        put(provenance, "leave_out", settings.selection().leaveOut());
        put(provenance, "labels", settings.selection().labels());
        put(provenance, "split", settings.selection().split());
        put(provenance, "skipped", data.skipped());
        provenance
                .put("training_pictures", data.pictures().count())
                .put("training_identities", data.pictures().identities())
                .put("seed", settings.seed())
                .put("threads", settings.threads())
                .put("steps", run.steps())
                .put("kept_step", best.step());
        ModelFiles from = settings.from();
        if (from != null) {
            provenance
                    .put("from_weights_sha256", ModelWeights.checksum(from))
                    .put("from_same_split", ModelWeights.sameSplit(from, data.hash(), settings.seed()));
        }
        TowerWeights towerWeights = settings.towerWeights();
        if (towerWeights != null) {
            provenance.put("tower_weights", towerWeights.name()).put("tower_weights_sha256", towerWeights.checksum());
        }
        provenance.set("recipe", Recipes.tree(recipe));
        provenance.set("validations", Checkpoint.history(run.history()));
        return provenance;
    }

    private static void put(ObjectNode provenance, String name, String word) {
        if (!word.isEmpty()) {
            provenance.put(name, word);
        }
    }

    private static void put(ObjectNode provenance, String name, List<String> words) {
        if (!words.isEmpty()) {
            provenance.set(name, JSON.valueToTree(words));
        }
    }

    private ObjectNode times(TrainingRun run) {
        return JSON.createObjectNode()
                .put("finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("minutes", Math.round(run.seconds() / 6) / 10.0)
                .put("images_per_second", Math.round(run.picturesSeen() / run.seconds()));
    }
}
