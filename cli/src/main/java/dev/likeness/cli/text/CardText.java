package dev.likeness.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.model.MeasuredResults;
import dev.likeness.model.ModelCard;
import dev.likeness.model.NetworkDesign;
import dev.likeness.model.Provenance;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes a model for people, from its card. */
public final class CardText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "the card does not say";
    private static final double MEGABYTE = 1e6;

    private final ModelCard card;
    private final Map<String, Integer> sizes;
    private final List<String> lines = new ArrayList<>();

    /** @param sizes the length in bytes of each file of the model, by name */
    public CardText(ModelCard card, Map<String, Integer> sizes) {
        this.card = card;
        this.sizes = sizes;
    }

    /** The description, one fact a line. */
    public List<String> lines() {
        lines.clear();
        add("model", card.name());
        add("for", stated(card.licence().about()));
        add("not for", stated(card.licence().notFor()));
        add("input", input(card.input(), card.fit()));
        add("size", size());
        add("network", network(card.design()));
        rates();
        heldOut();
        evaluations();
        trainingData();
        add("domain", DomainText.of(card.domain()));
        add("re-ranking", ReRankingText.of(card.reRanking()));
        add("licence", stated(card.licence().model()));
        card.licence().more().forEach(this::add);
        return List.copyOf(lines);
    }

    private void add(String name, String text) {
        lines.add(String.format(Locale.ROOT, "%-17s %s", name, text));
    }

    private static String stated(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    private static String input(PictureShape input, Fit fit) {
        return String.format(
                Locale.ROOT,
                "%dx%d pixels, %s; other proportions are %s",
                input.width(),
                input.height(),
                input.channels() == 1 ? "grey" : "colour",
                switch (fit) {
                    case STRETCH -> "stretched";
                    case LETTERBOX -> "padded";
                    case TRIM -> "stretched, without margins of one colour";
                });
    }

    private String size() {
        String files = sizes.entrySet().stream()
                .map(file -> String.format(Locale.ROOT, "%s %.2f MB", file.getKey(), file.getValue() / MEGABYTE))
                .collect(Collectors.joining(", "));
        String all = String.format(
                Locale.ROOT,
                "%.2f MB: %s",
                sizes.values().stream().mapToInt(Integer::intValue).sum() / MEGABYTE,
                files);
        NetworkDesign.Cost cost = card.design().cost();
        return cost == null ? all : String.format(Locale.ROOT, "%s; %,d parameters", all, cost.parameters());
    }

    private String network(NetworkDesign design) {
        if (design.head().name().isEmpty()) {
            return String.format(Locale.ROOT, "unknown design; an embedding of %d numbers", card.embedding());
        }
        return String.format(
                Locale.ROOT,
                "tower %s, head %s, sharing %s; an embedding of %d numbers",
                design.tower().name().isEmpty() ? "unknown" : design.tower().name(),
                design.head().name(),
                design.sharing().isEmpty() ? "unknown" : design.sharing(),
                card.embedding());
    }

    private void rates() {
        if (card.thresholds().isEmpty()) {
            add("false matches", "no rate is certified or estimated");
        }
        for (Threshold threshold : card.thresholds()) {
            add(threshold == card.thresholds().get(0) ? "false matches" : "", rate(threshold));
        }
        MeasuredResults.CalibrationData data = card.measured().calibratedOn();
        if (data != null) {
            add(
                    "calibrated on",
                    String.format(
                            Locale.ROOT,
                            "%s: %s",
                            stated(data.data().name()),
                            CountText.grouped(data.identities(), "identity")));
        }
    }

    private static String rate(Threshold threshold) {
        String rate = Percent.of(threshold.rate()) + " %";
        Threshold.Chosen chosen = threshold.choose();
        if (chosen == null) {
            return rate + ": neither certified nor estimated; the measured pairs are too few";
        }
        if (chosen.certified()) {
            return String.format(
                    Locale.ROOT,
                    "at most %s: certified by %d independent pairs; a match from %.3f on",
                    rate,
                    threshold.pairs(),
                    chosen.threshold());
        }
        return String.format(
                Locale.ROOT,
                "about %s: estimated; a match from %.3f on; %d independent pairs are too few to certify it",
                rate,
                chosen.threshold(),
                threshold.pairs());
    }

    private void heldOut() {
        MeasuredResults.HeldOut heldOut = card.measured().heldOut();
        if (heldOut == null) {
            add("held-out data", UNKNOWN);
            return;
        }
        add("held-out data", CountText.grouped(heldOut.identities(), "identity"));
        MeasuredResults.Verification verification = heldOut.verification();
        if (verification != null) {
            add(
                    "",
                    String.format(
                            Locale.ROOT,
                            "verification, %,d pairs: AUC %s, equal error rate %s",
                            verification.pairs(),
                            measured(verification.auc()),
                            measured(verification.eer())));
        }
        MeasuredResults.OneShot oneShot = heldOut.oneShot();
        if (oneShot != null) {
            add(
                    "",
                    String.format(
                            Locale.ROOT,
                            "one-shot, %d-way, %,d trials: accuracy %s",
                            oneShot.ways(),
                            oneShot.trials(),
                            measured(oneShot.accuracy())));
        }
    }

    private static String measured(Rate rate) {
        return Percent.of(rate).strip();
    }

    /** The recorded evaluations: how often data were opened for the model, and with what result. */
    private void evaluations() {
        List<MeasuredResults.Evaluation> all = card.measured().evaluations();
        add("evaluations", all.isEmpty() ? "none recorded" : all.size() + " recorded");
        for (MeasuredResults.Evaluation evaluation : all) {
            JsonNode result = result(evaluation);
            StringBuilder text = new StringBuilder(evaluation.opened() + ": "
                    + stated(result.path("data").asText()) + ", "
                    + stated(result.path("protocol").asText()));
            for (Map.Entry<String, JsonNode> field : result.properties()) {
                JsonNode value = field.getValue();
                if (value.has("value") && value.has("low") && value.has("high")) {
                    text.append(String.format(
                            Locale.ROOT,
                            ", %s %.2f %% (%.2f to %.2f)",
                            field.getKey().replace('_', ' '),
                            100 * value.get("value").asDouble(),
                            100 * value.get("low").asDouble(),
                            100 * value.get("high").asDouble()));
                }
            }
            add("", text.toString());
            PublishedResult.on(evaluation.dataSha256(), result.path("protocol").asText())
                    .ifPresent(published -> add("", "published on the same data: " + published));
        }
        officialTests(all);
    }

    /** How often each official test was opened for this model, as far as the card records it. */
    private void officialTests(List<MeasuredResults.Evaluation> all) {
        Map<String, List<MeasuredResults.Evaluation>> byData = new LinkedHashMap<>();
        for (MeasuredResults.Evaluation evaluation : all) {
            if (result(evaluation).path("official").asBoolean()
                    || PublishedResult.isOfficial(evaluation.dataSha256())) {
                byData.computeIfAbsent(evaluation.dataSha256(), data -> new ArrayList<>())
                        .add(evaluation);
            }
        }
        if (byData.isEmpty()) {
            add("official tests", "none was opened, as far as recorded");
        }
        boolean first = true;
        for (List<MeasuredResults.Evaluation> opened : byData.values()) {
            MeasuredResults.Evaluation last = opened.get(opened.size() - 1);
            add(
                    first ? "official tests" : "",
                    stated(result(last).path("data").asText())
                            + (opened.size() == 1
                                    ? ": opened once, on " + last.opened()
                                    : ": opened " + opened.size() + " times, from "
                                            + opened.get(0).opened() + " to " + last.opened()));
            first = false;
        }
    }

    private static JsonNode result(MeasuredResults.Evaluation evaluation) {
        try {
            return JSON.readTree(evaluation.result());
        } catch (IOException e) {
            throw new IllegalStateException("a card holds results as JSON objects", e);
        }
    }

    private void trainingData() {
        Provenance provenance = card.provenance();
        Provenance.Training training = provenance.training();
        add("training data", stated(card.licence().data()));
        if (training.pictures() > 0) {
            add(
                    "",
                    String.format(
                            Locale.ROOT,
                            "%s: %s of %s",
                            stated(provenance.data().name()),
                            CountText.grouped(training.pictures(), "picture"),
                            CountText.grouped(training.identities(), "identity")));
        }
        add(
                "trained",
                training.steps() == 0
                        ? UNKNOWN
                        : String.format(
                                Locale.ROOT,
                                "%,d steps (weights of step %,d), %.1f minutes, by %s",
                                training.steps(),
                                training.keptStep(),
                                card.time().minutes(),
                                stated(provenance.software())));
        Provenance.StartingModel start = provenance.from();
        if (start != null) {
            add(
                    "",
                    "from " + (start.encoderOnly() ? "the encoder of " : "")
                            + (start.name().isEmpty() ? "a model" : start.name())
                            + " with the weights " + start.weightsSha256());
        }
    }
}
