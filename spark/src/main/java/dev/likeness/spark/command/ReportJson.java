package dev.likeness.spark.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Rate;
import dev.likeness.gallery.CopyThresholds;
import dev.likeness.spark.DuplicatesReport;
import dev.likeness.spark.EncodeReport;
import dev.likeness.spark.EvaluationReport;
import dev.likeness.spark.JoinReport;
import dev.likeness.spark.ShortlistRecall;
import org.jspecify.annotations.Nullable;

/** Reports as JSON. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(EncodeReport report) {
        return object().put("encoded", report.encoded())
                .put("known", report.known())
                .put("unchanged", report.unchanged())
                .put("refused", report.refused())
                .put("runs", report.runs());
    }

    static ObjectNode of(DuplicatesReport report) {
        ObjectNode json = object().put("pictures", report.pictures())
                .put("different", report.different())
                .put("groups", report.groups())
                .put("members", report.members());
        json.set("thresholds", of(report.thresholds()));
        json.put("cells", report.cells())
                .put("divided_cells", report.divided())
                .put("largest_cell", report.largestCell())
                .put("compared_with_centres", report.comparedWithCentres())
                .put("compared_pairs", report.comparedPairs())
                .put("candidates", report.candidates())
                .put("missing", report.missing())
                .put("unreadable", report.unreadable());
        ArrayNode recall = json.putArray("recall");
        for (ShortlistRecall one : report.recall()) {
            ObjectNode entry = recall.addObject()
                    .put("threshold", one.threshold())
                    .put("pairs", one.pairs())
                    .put("found", one.found());
            entry.set("rate", of(one.rate()));
        }
        return json;
    }

    static ObjectNode of(JoinReport report) {
        ObjectNode json = object().put("new_pictures", report.newPictures())
                .put("collection", report.collection())
                .put("there", report.there())
                .put("exact", report.exact())
                .put("matches", report.matches());
        json.set("thresholds", of(report.thresholds()));
        return json.put("cells", report.cells())
                .put("candidates", report.candidates())
                .put("missing", report.missing())
                .put("unreadable", report.unreadable());
    }

    static ObjectNode of(EvaluationReport report) {
        ObjectNode json = object().put("model", report.model())
                .put("pairs", report.result().pairs())
                .put("skipped", report.skipped());
        json.set("auc", of(report.result().auc()));
        json.set("eer", of(report.result().eer()));
        json.set("fpr95", of(report.result().fpr95()));
        json.set("accuracy", of(report.result().accuracy()));
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode of(CopyThresholds thresholds) {
        ObjectNode json = object();
        number(json, "candidate", thresholds.candidate());
        number(json, "alike", thresholds.alike());
        number(json, "certain", thresholds.certain());
        return json;
    }

    /** JSON has no infinity: null, as in the output of a gallery. */
    private static void number(ObjectNode json, String name, double value) {
        json.put(name, Double.isFinite(value) ? Double.valueOf(value) : null);
    }

    private static @Nullable ObjectNode of(@Nullable Rate rate) {
        return rate == null
                ? null
                : object().put("value", rate.value()).put("low", rate.low()).put("high", rate.high());
    }
}
