package dev.likeness.train;

import dev.likeness.Version;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.data.CalibrationPairs;
import dev.likeness.data.OneShotTrials;
import dev.likeness.domain.Domain;
import dev.likeness.evaluation.CalibrationFit;
import dev.likeness.evaluation.DomainFit;
import dev.likeness.evaluation.MeasureUnderTest;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.OneShotResult;
import dev.likeness.evaluation.Verification;
import dev.likeness.evaluation.VerificationResult;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.Sha256;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.MeasuredResults;
import dev.likeness.model.MeasuredResults.HeldOut;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.model.NetworkDesign;
import dev.likeness.model.Provenance;
import dev.likeness.model.Provenance.ValidationPoint;
import dev.likeness.model.TrainingTime;
import dev.likeness.picture.PictureShape;
import dev.likeness.progress.Progress;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes trained weights as a model folder: exports the graphs, calibrates them on held-out identities, and writes the
 * card last, because it contains the checksums of the other files.
 */
final class ModelFolderWriter {
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

    /** Writes the model of a finished run. */
    void write(TrainingRun run, Progress progress) {
        Map<String, float[]> weights = run.best();
        ValidationPoint best = run.bestPoint();
        EmbeddingTerm term = best.term();
        OnnxExport export = new OnnxExport(network, weights);
        Map<String, byte[]> files = graphs(network, export, data.shape(), term);
        files.put("weights.safetensors", safeTensors(weights));
        ModelCard card = card(settings.name(), export, Encoding.of(recipe, data.shape()), term, files)
                .with(ModelCard.Notes.of(design(), provenance(run, best)));
        card = calibrated(card, files, progress);
        card = card.with(card.notes().with(time(run)));
        Domain domain = DomainFit.of(data.heldOutStatistics(), data.name()).orElse(null);
        card = card.with(card.notes().with(domain));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFiles.write(settings.out().resolve(file.getKey()), file.getValue());
        }
        AtomicFiles.write(settings.out().resolve("model.json"), ModelJson.write(card));
    }

    /** An exported network as it will be used, without calibration. */
    static LearnedMeasure open(Network network, OnnxExport export, Encoding encoding, EmbeddingTerm term) {
        Map<String, byte[]> files = graphs(network, export, encoding.shape(), term);
        files.put("model.json", ModelJson.write(card("exported", export, encoding, term, files)));
        return LearnedMeasure.open(inMemory("exported", files));
    }

    private static Map<String, byte[]> graphs(
            Network network, OnnxExport export, PictureShape shape, EmbeddingTerm term) {
        Map<String, byte[]> graphs = new LinkedHashMap<>();
        graphs.put(ModelCard.ENCODER, export.encoder(shape, Side.A));
        if (network.sidesDiffer()) {
            graphs.put(ModelCard.ENCODER_OF_B, export.encoder(shape, Side.B));
        }
        OnnxExport.Shapes shapes = export.shapes(shape);
        graphs.put(ModelCard.HEAD, export.head(shapes, term.scale(), term.offset()));
        if (network.comparesMany()) {
            graphs.putAll(headOfMany(export.headOfMany(shapes, term.scale(), term.offset())));
        }
        return graphs;
    }

    /** The files of a head for one query against many pictures. */
    public static Map<String, byte[]> headOfMany(OnnxExport.HeadOfMany many) {
        Map<String, byte[]> graphs = new LinkedHashMap<>();
        graphs.put(ModelCard.HEAD_OF_MANY, many.scores());
        if (many.block() != null) {
            graphs.put(ModelCard.HEAD_OF_BLOCK, many.block());
        }
        if (many.query() != null) {
            graphs.put(ModelCard.HEAD_OF_QUERY, many.query());
        }
        return graphs;
    }

    /** A card that describes the files, without calibration and measured results. */
    private static ModelCard card(
            String name, OnnxExport export, Encoding encoding, EmbeddingTerm term, Map<String, byte[]> files) {
        Map<String, String> checksums = new LinkedHashMap<>();
        files.forEach((file, bytes) -> checksums.put(file, Sha256.hex(bytes)));
        OnnxExport.Shapes shapes = export.shapes(encoding.shape());
        return new ModelCard(
                name,
                encoding.shape(),
                encoding.fit(),
                shapes.embedding(),
                shapes.prepared(),
                encoding.codes(),
                term,
                new Calibration(1, 0, 0.5),
                List.of(),
                checksums,
                ModelCard.Notes.NONE);
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

    /** The card with calibration, thresholds and measured results of the exported graphs. */
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
            MeasuredResults measured = new MeasuredResults(heldOut(measure, fit, calibrating), List.of(), null);
            return card.calibrated(fit.calibration(), fit.thresholds(), measured);
        }
    }

    private HeldOut heldOut(LearnedMeasure measure, CalibrationFit fit, Progress progress) {
        long identities = data.heldOut().stream()
                .map(picture -> picture.identity())
                .distinct()
                .count();
        VerificationResult found = Verification.seeded(settings.seed()).judge(fit.scored());
        return new HeldOut(
                identities,
                data.kind().split(),
                data.kind().alsoTrained(),
                new MeasuredResults.Verification(
                        found.pairs(), found.auc(), found.eer(), found.fpr95(), found.accuracy()),
                oneShot(measure, progress));
    }

    private MeasuredResults.@Nullable OneShot oneShot(LearnedMeasure measure, Progress progress) {
        if (!data.heldOutPairs().isEmpty() || !OneShotTrials.possible(data.heldOut())) {
            return null;
        }
        OneShotTrials trials =
                OneShotTrials.draw(data.heldOut(), recipe.selection().ways(), 50, settings.seed() + 1);
        OneShotResult found = OneShot.evaluate(measure, trials.trials(), progress);
        return new MeasuredResults.OneShot(
                trials.ways(), found.trials(), found.correct(), found.accuracy(), found.by());
    }

    private static ModelFiles inMemory(String name, Map<String, byte[]> files) {
        return ModelFiles.of(name, file -> Objects.requireNonNull(files.get(file), file));
    }

    private NetworkDesign design() {
        Recipe.Design design = recipe.design();
        Cost cost = Cost.of(network, data.shape());
        return new NetworkDesign(
                new NetworkDesign.Tower(design.tower(), design.widths(), design.strides(), design.blocks()),
                design.sharing(),
                new NetworkDesign.Head(
                        design.head(),
                        design.headWidth(),
                        design.headGroups(),
                        design.headWindow(),
                        design.match(),
                        design.match().equals("none") ? null : HeadWidth.of(design, data.shape())),
                design.embedding(),
                design.embeddingPooling(),
                new NetworkDesign.Cost(cost.parameters(), cost.encode(), cost.compare()));
    }

    private Provenance provenance(TrainingRun run, ValidationPoint best) {
        ModelFiles from = settings.from();
        TowerWeights tower = settings.towerWeights();
        return new Provenance(
                "likeness " + Version.CURRENT,
                new Provenance.DataUse(
                        data.name(), data.hash(), settings.selection().recorded(), data.skipped()),
                new Provenance.Training(
                        data.pictures().count(),
                        data.pictures().identities(),
                        settings.seed(),
                        settings.threads(),
                        run.plan().steps(),
                        best.step(),
                        run.plan().changes().size() > 1 ? run.plan().text() : ""),
                from == null
                        ? null
                        : new Provenance.StartingModel(
                                ModelWeights.nameOf(from),
                                ModelWeights.checksum(from),
                                ModelWeights.sameSplit(
                                        from,
                                        data.hash(),
                                        settings.seed(),
                                        recipe.selection().holdOut()),
                                ModelWeights.read(from, network, recipe, data.shape())
                                        .encoderOnly(),
                                ModelWeights.trainedOn(from)),
                tower == null ? null : new Provenance.TowerFile(tower.name(), tower.checksum()),
                Recipes.json(recipe),
                run.history());
    }

    private TrainingTime time(TrainingRun run) {
        return new TrainingTime(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Math.round(run.seconds() / 6) / 10.0,
                Math.round(run.picturesProcessed() / run.seconds()),
                Math.round(run.validationShare() * 1000) / 1000.0);
    }
}
