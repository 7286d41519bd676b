package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.calibration.Rate;
import dev.likeness.model.MeasuredResults.CalibrationData;
import dev.likeness.model.MeasuredResults.Evaluation;
import dev.likeness.model.MeasuredResults.HeldOut;
import dev.likeness.model.MeasuredResults.OneShot;
import dev.likeness.model.MeasuredResults.Verification;
import dev.likeness.model.ModelCard.Notes;
import dev.likeness.model.NetworkDesign.Cost;
import dev.likeness.model.NetworkDesign.Head;
import dev.likeness.model.NetworkDesign.Tower;
import dev.likeness.model.Provenance.DataUse;
import dev.likeness.model.Provenance.StartingModel;
import dev.likeness.model.Provenance.TowerFile;
import dev.likeness.model.Provenance.TrainedOn;
import dev.likeness.model.Provenance.Training;
import dev.likeness.model.Provenance.ValidationPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks {@code design}, {@code provenance}, {@code licence}, {@code measured} and {@code run} of a card; for {@code
 * domain} see {@link DomainJson}, for {@code re_ranking} {@link ReRankingJson}. */
final class NotesJson {
    private NotesJson() {}

    /**
     * Reads the blocks.
     *
     * @throws IllegalArgumentException if one of them is not a JSON object
     */
    static Notes read(JsonNode root) {
        return new Notes(
                design(block(root, "design")),
                provenance(block(root, "provenance")),
                licence(block(root, "licence")),
                measured(block(root, "measured")),
                time(block(root, "run")),
                DomainJson.read(root.path("domain")),
                ReRankingJson.read(root.path("re_ranking")),
                UnknownFields.NONE);
    }

    private static JsonFields block(JsonNode root, String name) {
        JsonNode value = root.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return JsonFields.MISSING;
        }
        if (!value.isObject()) {
            throw new IllegalArgumentException("'" + name + "' is not a JSON object");
        }
        return new JsonFields(value);
    }

    private static NetworkDesign design(JsonFields node) {
        JsonFields cost = node.in("cost");
        return new NetworkDesign(
                new Tower(
                        node.text("tower"), node.integers("widths"), node.integers("strides"), node.integer("blocks")),
                node.text("sharing"),
                new Head(
                        node.text("head"),
                        node.integer("head-width"),
                        node.integer("head-groups"),
                        node.integer("head-window"),
                        node.has("match") ? node.text("match") : "none",
                        node.has("matched-head-width") ? node.integer("matched-head-width") : null),
                node.integer("embedding"),
                node.has("embedding-pooling") ? node.text("embedding-pooling") : "grid",
                cost.isObject()
                        ? new Cost(
                                cost.whole("parameters"),
                                cost.whole("multiply_adds_to_encode"),
                                cost.whole("multiply_adds_to_compare"))
                        : null);
    }

    static void write(NetworkDesign design, ObjectNode node) {
        if (design.equals(NetworkDesign.UNKNOWN)) {
            return;
        }
        Tower tower = design.tower();
        node.put("tower", tower.name());
        tower.widths().forEach(node.putArray("widths")::add);
        tower.strides().forEach(node.putArray("strides")::add);
        node.put("blocks", tower.blocks());
        Head head = design.head();
        node.put("sharing", design.sharing())
                .put("head", head.name())
                .put("head-width", head.width())
                .put("head-groups", head.groups())
                .put("head-window", head.window())
                .put("match", head.match())
                .put("embedding", design.embedding())
                .put("embedding-pooling", design.embeddingPooling());
        Cost cost = design.cost();
        if (cost != null) {
            node.putObject("cost")
                    .put("parameters", cost.parameters())
                    .put("multiply_adds_to_encode", cost.encode())
                    .put("multiply_adds_to_compare", cost.compare());
        }
        if (head.matchedWidth() != null) {
            node.put("matched-head-width", head.matchedWidth());
        }
    }

    private static Provenance provenance(JsonFields node) {
        return new Provenance(
                node.text("software"),
                data(node),
                new Training(
                        node.whole("training_pictures"),
                        node.whole("training_identities"),
                        node.whole("seed"),
                        node.integer("threads"),
                        node.whole("steps"),
                        node.whole("kept_step"),
                        node.text("step_plan")),
                node.has("from_weights_sha256")
                        ? new StartingModel(
                                node.text("from"),
                                node.text("from_weights_sha256"),
                                node.node().path("from_same_split").asBoolean(),
                                node.node().path("from_encoder_only").asBoolean(),
                                node.objects("from_trained_on").stream()
                                        .map(NotesJson::trainedOn)
                                        .toList())
                        : null,
                node.has("tower_weights")
                        ? new TowerFile(node.text("tower_weights"), node.text("tower_weights_sha256"))
                        : null,
                node.in("recipe").json(),
                node.objects("validations").stream().map(NotesJson::point).toList());
    }

    static void write(Provenance provenance, ObjectNode node) {
        if (provenance.equals(Provenance.UNKNOWN)) {
            return;
        }
        node.put("software", provenance.software());
        write(provenance.data(), node);
        Training training = provenance.training();
        node.put("training_pictures", training.pictures())
                .put("training_identities", training.identities())
                .put("seed", training.seed())
                .put("threads", training.threads())
                .put("steps", training.steps())
                .put("kept_step", training.keptStep());
        writeText("step_plan", training.plan(), node);
        StartingModel from = provenance.from();
        if (from != null) {
            writeText("from", from.name(), node);
            node.put("from_weights_sha256", from.weightsSha256()).put("from_same_split", from.sameSplit());
            if (from.encoderOnly()) {
                node.put("from_encoder_only", true);
            }
            if (!from.trainedOn().isEmpty()) {
                ArrayNode trainedOn = node.putArray("from_trained_on");
                from.trainedOn().forEach(use -> write(use, trainedOn.addObject()));
            }
        }
        TowerFile tower = provenance.towerWeights();
        if (tower != null) {
            node.put("tower_weights", tower.name()).put("tower_weights_sha256", tower.sha256());
        }
        if (!provenance.recipe().isEmpty()) {
            node.set("recipe", ModelJson.tree(provenance.recipe()));
        }
        ArrayNode points = node.putArray("validations");
        provenance.validations().forEach(point -> write(point, points.addObject()));
    }

    private static ValidationPoint point(JsonFields node) {
        return new ValidationPoint(
                node.whole("step"),
                node.number("figure"),
                node.number("by_head"),
                node.number("by_embedding"),
                new EmbeddingTerm(node.number("s"), node.number("t")));
    }

    private static void write(ValidationPoint point, ObjectNode node) {
        node.put("step", point.step())
                .put("figure", point.quality())
                .put("by_head", point.byHead())
                .put("by_embedding", point.byEmbedding())
                .put("s", point.term().scale())
                .put("t", point.term().offset());
    }

    private static TrainedOn trainedOn(JsonFields node) {
        return new TrainedOn(data(node), node.number("hold_out"), node.whole("seed"));
    }

    private static void write(TrainedOn use, ObjectNode node) {
        write(use.data(), node);
        node.put("hold_out", use.holdOut()).put("seed", use.seed());
    }

    private static void write(DataUse data, ObjectNode node) {
        node.put("data", data.name()).put("data_sha256", data.sha256());
        writeSelection(data.selection(), node);
        writeTexts("skipped", data.skipped(), node);
    }

    private static DataUse data(JsonFields node) {
        return new DataUse(
                node.text("data"),
                node.text("data_sha256"),
                new DataUse.Selection(
                        node.texts("only"), node.texts("leave_out"), node.text("labels"), node.text("split")),
                node.texts("skipped"));
    }

    private static void writeSelection(DataUse.Selection selection, ObjectNode node) {
        writeTexts("only", selection.only(), node);
        writeTexts("leave_out", selection.leaveOut(), node);
        writeText("labels", selection.labels(), node);
        writeText("split", selection.split(), node);
    }

    private static Licence licence(JsonFields node) {
        Map<String, String> entries = new LinkedHashMap<>();
        node.node().properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                entries.put(field.getKey(), field.getValue().asText());
            }
        });
        return Licence.of(entries);
    }

    static void write(Licence licence, ObjectNode node) {
        writeText("about", licence.about(), node);
        writeText("not_for", licence.notFor(), node);
        writeText("model", licence.model(), node);
        writeText("data", licence.data(), node);
        licence.more().forEach(node::put);
    }

    private static MeasuredResults measured(JsonFields node) {
        return new MeasuredResults(
                heldOut(node.in("held_out")),
                node.objects("evaluations").stream()
                        .map(entry -> new Evaluation(
                                entry.text("opened"), entry.text("data_sha256"), entry.json("opened", "data_sha256")))
                        .toList(),
                calibrationData(node.in("calibrated_on")));
    }

    static void write(MeasuredResults measured, ObjectNode node) {
        HeldOut heldOut = measured.heldOut();
        if (heldOut != null) {
            write(heldOut, node.putObject("held_out"));
        }
        if (!measured.evaluations().isEmpty()) {
            ArrayNode evaluations = node.putArray("evaluations");
            for (Evaluation evaluation : measured.evaluations()) {
                ObjectNode entry = evaluations.addObject();
                writeText("opened", evaluation.opened(), entry);
                writeText("data_sha256", evaluation.dataSha256(), entry);
                entry.setAll(ModelJson.tree(evaluation.result()));
            }
        }
        CalibrationData calibratedOn = measured.calibratedOn();
        if (calibratedOn != null) {
            write(calibratedOn, node.putObject("calibrated_on"));
        }
    }

    private static @Nullable HeldOut heldOut(JsonFields node) {
        return node.isObject()
                ? new HeldOut(
                        node.whole("identities"),
                        node.text("split"),
                        node.whole("also_trained_identities"),
                        verification(node.in("verification")),
                        oneShot(node.in("one_shot")))
                : null;
    }

    private static void write(HeldOut heldOut, ObjectNode node) {
        node.put("identities", heldOut.identities());
        if (!heldOut.split().isEmpty()) {
            node.put("split", heldOut.split()).put("also_trained_identities", heldOut.alsoTrained());
        }
        Verification verification = heldOut.verification();
        if (verification != null) {
            ObjectNode into = node.putObject("verification").put("pairs", verification.pairs());
            ModelJson.write(verification.auc(), into.putObject("auc"));
            ModelJson.write(verification.eer(), into.putObject("eer"));
            ModelJson.write(verification.fpr95(), into.putObject("fpr95"));
            ModelJson.write(verification.accuracy(), into.putObject("accuracy"));
        }
        OneShot oneShot = heldOut.oneShot();
        if (oneShot != null) {
            ObjectNode into = node.putObject("one_shot")
                    .put("ways", oneShot.ways())
                    .put("trials", oneShot.trials())
                    .put("correct", oneShot.correct());
            ModelJson.write(oneShot.accuracy(), into.putObject("accuracy"));
            ObjectNode by = into.putObject("by");
            oneShot.by().forEach((part, rate) -> ModelJson.write(rate, by.putObject(part)));
        }
    }

    private static @Nullable Verification verification(JsonFields node) {
        Rate auc = node.rate("auc");
        Rate eer = node.rate("eer");
        Rate fpr95 = node.rate("fpr95");
        Rate accuracy = node.rate("accuracy");
        return auc == null || eer == null || fpr95 == null || accuracy == null
                ? null
                : new Verification(node.whole("pairs"), auc, eer, fpr95, accuracy);
    }

    private static @Nullable OneShot oneShot(JsonFields node) {
        Rate accuracy = node.rate("accuracy");
        return accuracy == null
                ? null
                : new OneShot(
                        node.whole("ways"), node.whole("trials"), node.whole("correct"), accuracy, node.rates("by"));
    }

    private static @Nullable CalibrationData calibrationData(JsonFields node) {
        return node.isObject()
                ? new CalibrationData(
                        data(node),
                        node.whole("identities"),
                        node.whole("groups"),
                        node.whole("pairs"),
                        node.whole("trained_identities_left_out"),
                        node.whole("seed"),
                        node.has("also_trained_identities") ? node.whole("also_trained_identities") : null)
                : null;
    }

    private static void write(CalibrationData calibratedOn, ObjectNode node) {
        DataUse data = calibratedOn.data();
        node.put("data", data.name())
                .put("data_sha256", data.sha256())
                .put("identities", calibratedOn.identities())
                .put("groups", calibratedOn.groups())
                .put("pairs", calibratedOn.pairs())
                .put("trained_identities_left_out", calibratedOn.trainedLeftOut())
                .put("seed", calibratedOn.seed());
        writeSelection(data.selection(), node);
        if (calibratedOn.alsoTrained() != null) {
            node.put("also_trained_identities", calibratedOn.alsoTrained());
        }
        writeTexts("skipped", data.skipped(), node);
    }

    private static TrainingTime time(JsonFields node) {
        return new TrainingTime(
                node.text("finished"),
                node.number("minutes"),
                node.whole("images_per_second"),
                node.has("validation_share") ? node.number("validation_share") : 0);
    }

    static void write(TrainingTime time, ObjectNode node) {
        if (!time.equals(TrainingTime.UNKNOWN)) {
            node.put("finished", time.finished())
                    .put("minutes", time.minutes())
                    .put("images_per_second", time.picturesPerSecond());
            if (time.validationShare() > 0) {
                node.put("validation_share", time.validationShare());
            }
        }
    }

    private static void writeText(String name, String text, ObjectNode node) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    private static void writeTexts(String name, List<String> texts, ObjectNode node) {
        if (!texts.isEmpty()) {
            texts.forEach(node.putArray(name)::add);
        }
    }
}
