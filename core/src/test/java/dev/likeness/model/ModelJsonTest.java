package dev.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Gain;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.domain.Domain;
import dev.likeness.domain.GaussianMixture;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.NumberFormat;
import dev.likeness.model.Provenance.DataUse;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ModelCard card() {
        return card(new ModelCard.Notes(
                design(),
                provenance(),
                new Licence(
                        "drawn signs",
                        "photographs",
                        "Apache-2.0",
                        "drawn by this project",
                        Map.of("contact", "the owner")),
                measured(),
                new TrainingTime("2026-11-22T22:54:20Z", 40.8, 510),
                null,
                null,
                UnknownFields.NONE));
    }

    private static ModelCard card(ModelCard.Notes notes) {
        return new ModelCard(
                "signs",
                new PictureShape(48, 32, 3),
                Fit.LETTERBOX,
                64,
                List.of(8, 6, 4),
                CodeFormat.FLOAT,
                new EmbeddingTerm(2.25, -0.1),
                new Calibration(1.5, -0.3, 0.5),
                List.of(
                        new Threshold(
                                0.1, 0.75, 0.0875, 52, new Threshold.Estimate(0.5, new Rate(0.0998, 0.07, 0.14), 3000)),
                        new Threshold(0.001, null, null, 52, null)),
                Map.of("encoder.onnx", "ab".repeat(32), "head.onnx", "cd".repeat(32)),
                notes);
    }

    private static NetworkDesign design() {
        return new NetworkDesign(
                new NetworkDesign.Tower("plain", List.of(8, 12), List.of(2, 1), 3),
                "shared",
                new NetworkDesign.Head("correlation", 16, 4, 2, "parameters", 12),
                128,
                "gem",
                new NetworkDesign.Cost(123_456, 7_000_000_000L, 89));
    }

    private static Provenance provenance() {
        return new Provenance(
                "likeness 0.1.0",
                new DataUse(
                        "signs.zip",
                        "ef".repeat(32),
                        new DataUse.Selection(List.of("*.png"), List.of("x*", "y*"), "^([^_]+)_", "train"),
                        List.of("broken.png")),
                new Provenance.Training(1720, 86, 1, 2, 1300, 975),
                new Provenance.StartingModel(
                        "photos",
                        "12".repeat(32),
                        true,
                        true,
                        List.of(new Provenance.TrainedOn(
                                new Provenance.DataUse(
                                        "others",
                                        "34".repeat(32),
                                        new Provenance.DataUse.Selection(List.of("a*"), List.of(), "", "train"),
                                        List.of("broken.png")),
                                0.15,
                                7))),
                new Provenance.TowerFile("resnet18.safetensors", "34".repeat(32)),
                "{\"input\":{\"size\":56},\"selection\":{\"hold-out\":0.1}}",
                List.of(new Provenance.ValidationPoint(975, 0.888, 0.862, 0.874, new EmbeddingTerm(12.5, -5.25))));
    }

    private static MeasuredResults measured() {
        Rate rate = new Rate(0.9, 0.85, 0.95);
        return new MeasuredResults(
                new MeasuredResults.HeldOut(
                        104,
                        "validation",
                        7,
                        new MeasuredResults.Verification(6000, rate, rate, rate, rate),
                        new MeasuredResults.OneShot(20, 1000, 900, rate, Map.of("head", rate))),
                List.of(new MeasuredResults.Evaluation(
                        "2026-11-22", "56".repeat(32), "{\"protocol\":\"one-shot\",\"trials\":400}")),
                new MeasuredResults.CalibrationData(
                        new DataUse("more.zip", "78".repeat(32), DataUse.Selection.ALL, List.of()),
                        104,
                        3,
                        10_000,
                        86,
                        1,
                        5L));
    }

    @Test
    void aCardIsReadAsItWasWritten() {
        for (ModelCard card : List.of(card(), card(ModelCard.Notes.NONE))) {
            byte[] written = ModelJson.write(card);

            assertThat(ModelJson.read(written, "signs")).isEqualTo(card);
            assertThat(ModelJson.write(ModelJson.read(written, "signs"))).isEqualTo(written);
        }
    }

    @Test
    void aCardWithoutNotesHasEmptyBlocks() throws Exception {
        JsonNode written = JSON.readTree(ModelJson.write(card(ModelCard.Notes.NONE)));

        for (String block : List.of("design", "provenance", "licence", "measured", "run")) {
            assertThat(written.get(block)).as(block).isEmpty();
        }
    }

    @Test
    void theShareHeldOutComesFromTheRecipe() {
        assertThat(card().provenance().holdOut()).hasValue(0.1);
        assertThat(Provenance.UNKNOWN.holdOut()).isEmpty();
    }

    /** A file of another version: unknown fields at every level, another order, other kinds of values. */
    private static byte[] foreign() throws Exception {
        ObjectNode root = JSON.createObjectNode().put("domain", "drawings");
        root.setAll((ObjectNode) JSON.readTree(ModelJson.write(card())));
        ((ObjectNode) root.get("input")).put("mean", 0.5);
        ((ObjectNode) root.get("design")).put("attention", 1e-9).remove("head-window");
        ((ObjectNode) root.get("provenance")).put("host", "cluster").put("threads", "all");
        ((ObjectNode) root.at("/provenance/validations/0")).put("loss", 0.25);
        ((ObjectNode) root.at("/measured/held_out")).putObject("retrieval").put("recall", 1);
        ((ObjectNode) root.get("licence")).putArray("authors").add("one").add("two");
        ((ObjectNode) root.get("run")).put("minutes", 41);
        return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void unknownFieldsSurviveReadingAndWriting() throws Exception {
        byte[] foreign = foreign();
        ModelCard read = ModelJson.read(foreign, "signs");

        assertThat(ModelJson.write(read)).isEqualTo(foreign);
        assertThat(read.provenance().training().steps()).isEqualTo(1300);
        assertThat(read.provenance().training().threads()).isZero();
        assertThat(read.time().minutes()).isEqualTo(41);
        assertThat(read).isNotEqualTo(card());
    }

    @Test
    void unknownFieldsSurviveAChangeOfTheCard() throws Exception {
        JsonNode before = JSON.readTree(foreign());
        ModelCard read = ModelJson.read(foreign(), "signs");
        MeasuredResults measured =
                read.measured().with(new MeasuredResults.Evaluation("2026-11-23", "9a".repeat(32), "{\"trials\":1}"));
        ModelCard calibrated = read.calibrated(new Calibration(2, 0, 0.5), List.of(), measured);
        ModelCard changed = calibrated.with(calibrated.notes().with(new Licence("signs", "", "MIT", "", Map.of())));

        JsonNode after = JSON.readTree(ModelJson.write(changed));

        assertThat(after.get("domain")).isEqualTo(before.get("domain"));
        assertThat(after.at("/design")).isEqualTo(before.at("/design"));
        assertThat(after.at("/provenance")).isEqualTo(before.at("/provenance"));
        assertThat(after.at("/input/mean").asDouble()).isEqualTo(0.5);
        assertThat(after.at("/measured/held_out")).isEqualTo(before.at("/measured/held_out"));
        assertThat(after.at("/measured/evaluations/1/trials").asInt()).isEqualTo(1);
        assertThat(after.at("/calibration/slope").asDouble()).isEqualTo(2);
        assertThat(after.get("thresholds")).isEmpty();
        assertThat(after.at("/licence/model").asText()).isEqualTo("MIT");
        assertThat(after.at("/licence").has("contact")).isFalse();
        assertThat(after.at("/licence/authors")).hasSize(2);
    }

    private static byte[] golden(String file) throws Exception {
        try (InputStream in = Objects.requireNonNull(ModelJsonTest.class.getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }

    /** A card of the first release with certified thresholds. */
    @Test
    void aGoldenFileOfFormat3IsWrittenAsItWasRead() throws Exception {
        byte[] golden = golden("format-3.json");
        ModelCard card = ModelJson.read(golden, "characters");

        assertThat(ModelJson.write(card)).isEqualTo(golden);
        assertThat(card.design().head().name()).isEqualTo("blend");
        assertThat(card.design().encodesPairs()).isFalse();
        assertThat(card.design().embeddingPooling()).isEqualTo("grid");
        assertThat(card.provenance().training()).isEqualTo(new Provenance.Training(17_200, 860, 1, 2, 13_000, 9750));
        assertThat(card.provenance().holdOut()).hasValue(0.1);
        assertThat(card.provenance().validations()).hasSize(8);
        assertThat(card.measured().evaluations()).hasSize(1);
        assertThat(card.time().picturesPerSecond()).isEqualTo(510);
    }

    @Test
    void aGoldenFileOfFormat1KeepsAllButItsFormatAndThresholds() throws Exception {
        ModelCard card = ModelJson.read(golden("format-1.json"), "characters");
        ObjectNode before = (ObjectNode) JSON.readTree(golden("format-1.json"));
        ObjectNode after = (ObjectNode) JSON.readTree(ModelJson.write(card));

        assertThat(after.get("format").asInt()).isEqualTo(3);
        assertThat(after.get("thresholds")).hasSameSizeAs(before.get("thresholds"));
        List<String> changed = List.of("format", "thresholds");
        assertThat(after.remove(changed).toString())
                .isEqualTo(before.remove(changed).toString());
        assertThat(card.provenance().training().keptStep()).isPositive();
        assertThat(card.licence().model()).isEqualTo("Apache-2.0");
    }

    @Test
    void roundedCodesAreFormat4AndKept() {
        ModelCard floats = card();
        CodeFormat rounded = new CodeFormat(NumberFormat.HALF, NumberFormat.INT8);
        ModelCard card = new ModelCard(
                floats.name(),
                floats.input(),
                floats.fit(),
                floats.embedding(),
                floats.prepared(),
                rounded,
                floats.term(),
                floats.calibration(),
                floats.thresholds(),
                floats.files(),
                floats.notes());
        String json = new String(ModelJson.write(card), StandardCharsets.UTF_8);
        assertThat(json).contains("\"format\" : 4", "\"prepared\" : \"int8\"");
        assertThat(ModelJson.read(json.getBytes(StandardCharsets.UTF_8), "signs"))
                .isEqualTo(card);
        assertThat(ModelIdentity.of(card)).isNotEqualTo(ModelIdentity.of(floats));
        assertThat(new String(ModelJson.write(floats), StandardCharsets.UTF_8)).doesNotContain("codes");
        assertThatThrownBy(() ->
                        ModelJson.read(json.replace("\"int8\"", "\"int4\"").getBytes(StandardCharsets.UTF_8), "signs"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the number format is 'int4'; allowed are [float, half, int8]");
    }

    /** Software that does not cut margins off would misread such a model. */
    @Test
    void modelsThatTrimHaveAFormatThatOlderSoftwareRefuses() throws Exception {
        String json = new String(golden("format-3.json"), StandardCharsets.UTF_8);
        String trimmed = json.replaceFirst("\"fit\" : \"[a-z]+\"", "\"fit\" : \"trim\"");
        ModelCard card = ModelJson.read(trimmed.getBytes(StandardCharsets.UTF_8), "signs");
        assertThat(card.fit()).isEqualTo(Fit.TRIM);
        assertThat(new String(ModelJson.write(card), StandardCharsets.UTF_8))
                .contains("\"format\" : 5", "\"fit\" : \"trim\"");
        assertThat(ModelIdentity.of(card))
                .isNotEqualTo(ModelIdentity.of(ModelJson.read(golden("format-3.json"), "signs")));
        assertThatThrownBy(() -> ModelJson.read(
                        trimmed.replace("\"trim\"", "\"crop\"").getBytes(StandardCharsets.UTF_8), "signs"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no fit 'crop'; there are: letterbox, stretch, trim");
    }

    @Test
    void aBlockThatIsNotAnObjectIsRefused() {
        assertRefused("\"run\" : {", "\"run\" : 5, \"old\" : {", "'run' is not a JSON object");
    }

    @Test
    void anUnknownFormatIsRefusedWithBothVersions() {
        assertRefused("\"format\" : 3", "\"format\" : 6", "format 6", "formats 1 to 5");
        assertRefused("\"format\" : 3", "\"format\" : 0", "format 0", "formats 1 to 5");
        assertRefused("\"format\" : 3", "\"format\" : \"3\"", "format");
    }

    @Test
    void thresholdsOfFormat2AreEstimates() throws Exception {
        ObjectNode old = (ObjectNode) JSON.readTree(ModelJson.write(card()));
        old.put("format", 2);
        ArrayNode thresholds = old.putArray("thresholds");
        thresholds
                .addObject()
                .put("false_match_rate", 0.1)
                .put("threshold", 0.75)
                .put("negatives", 3000);
        thresholds
                .addObject()
                .put("false_match_rate", 0.001)
                .putNull("threshold")
                .put("negatives", 300);

        ModelCard read = ModelJson.read(JSON.writeValueAsBytes(old), "signs");
        assertThat(read.thresholds())
                .containsExactly(
                        new Threshold(0.1, null, null, 0, new Threshold.Estimate(0.75, new Rate(0.1, 0, 1), 3000)),
                        new Threshold(0.001, null, null, 0, null));
        assertThat(ModelJson.read(ModelJson.write(read), "signs")).isEqualTo(read);
        JsonNode written = JSON.readTree(ModelJson.write(read));
        assertThat(written.get("format").asInt()).isEqualTo(3);
        assertThat(written.at("/thresholds/0").has("negatives")).isFalse();
    }

    @Test
    void aDamagedFieldIsNamed() {
        assertRefused("\"embedding\" : 64", "\"embedding\" : \"many\"", "'embedding'", "whole number");
        assertRefused("\"embedding\" : 64", "\"embedding\" : 2000000000", "'embedding'", "1048576");
        assertRefused("[ 8, 6, 4 ]", "[ 60000, 60000, 60000 ]", "'prepared'");
        assertRefused("[ 8, 6, 4 ]", "[ 8, 6.5, 4 ]", "'prepared'");
        assertRefused("\"encoder.onnx\"", "\"../encoder.onnx\"", "../encoder.onnx", "leads outside");
        assertRefused("\"encoder.onnx\"", "\"/etc/passwd\"", "/etc/passwd", "leads outside");
        assertRefused("\"offset\" : -0.3", "\"offset\" : 1e999", "'offset'", "finite");
        assertRefused("\"embedding\" : 64", "\"embedding\" : 64, \"embedding\" : 65", "is not JSON");
        assertRefused("\"slope\" : 1.5", "\"slope\" : -1", "slope");
        assertRefused("\"width\" : 48", "\"width\" : 0", "pixels wide");
        assertRefused("\"calibration\"", "\"calibrated\"", "'calibration' is missing");
        assertRefused("\"bound\" : 0.0875", "\"bound\" : 0.2", "at most 0.1");
        assertRefused("\"bound\" : 0.0875", "\"bound\" : null", "bound");
        assertRefused("\"low\" : 0.07", "\"low\" : 0.7", "low <= value");
        assertRefused("\"false_match_rate\" : 0.001", "\"false_match_rate\" : 0", "false-match rate");
        assertRefused("{", "", "is not JSON");
    }

    private static void assertRefused(String what, String by, String... reasons) {
        String changed = new String(ModelJson.write(card()), StandardCharsets.UTF_8).replaceFirst(quoted(what), by);
        assertThatThrownBy(() -> ModelJson.read(changed.getBytes(StandardCharsets.UTF_8), "signs"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("signs: ")
                .hasMessageContainingAll(reasons);
    }

    private static String quoted(String text) {
        return java.util.regex.Pattern.quote(text);
    }

    private static Domain domain() {
        int d = PictureStatistics.NAMES.size();
        double[] mean = new double[d];
        double[][] covariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            mean[i] = 0.25 * i;
            covariance[i][i] = 1 + i;
        }
        return new Domain(
                PictureStatistics.VERSION,
                new GaussianMixture(List.of(GaussianMixture.Component.of(0.5, mean, covariance))),
                List.of(0, 2),
                4.25,
                0.0096,
                1672,
                418,
                "photographs");
    }

    @Test
    void theDomainIsKept() {
        ModelCard card = card().with(card().notes().with(domain()));
        assertThat(ModelJson.read(ModelJson.write(card), "signs").domain()).isEqualTo(domain());
    }

    @Test
    void aCardWithoutADomainHasNone() {
        assertThat(ModelJson.read(ModelJson.write(card()), "signs").domain()).isNull();
    }

    @Test
    void aDomainOfOtherStatisticsIsIgnoredAndKept() throws Exception {
        ModelCard card = card().with(card().notes().with(domain()));
        ObjectNode tree = (ObjectNode) JSON.readTree(ModelJson.write(card));
        ((ObjectNode) tree.get("domain")).put("statistics", 99);
        ModelCard read = ModelJson.read(JSON.writeValueAsBytes(tree), "signs");
        assertThat(read.domain()).isNull();
        assertThat(JSON.readTree(ModelJson.write(read)).at("/domain/statistics").asInt())
                .isEqualTo(99);
    }

    @Test
    void aDamagedDomainIsNamed() throws Exception {
        ModelCard card = card().with(card().notes().with(domain()));
        ObjectNode tree = (ObjectNode) JSON.readTree(ModelJson.write(card));
        ((ArrayNode) tree.at("/domain/density/0/factor")).remove(3);
        assertThatThrownBy(() -> ModelJson.read(JSON.writeValueAsBytes(tree), "signs"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("numbers of its covariance");
    }

    @Test
    void reRankingIsKept() {
        ReRanking gained = ReRanking.measured(50, new Gain(0.0019, 0.0009, 0.003), 836, "calibrate");
        ReRanking lost = ReRanking.measured(20, new Gain(0.0019, -0.0001, 0.003), 40, "drawn");
        for (ReRanking one : List.of(gained, lost, new ReRanking(30, null, false, 0, ""))) {
            ModelCard card = card().with(card().notes().with(one));
            assertThat(ModelJson.read(ModelJson.write(card), "signs").reRanking())
                    .isEqualTo(one);
        }
        assertThat(gained.on()).isTrue();
        assertThat(lost.on()).isFalse();
    }

    @Test
    void aCardWithoutReRankingReRanksAndHasNoMeasurement() throws Exception {
        byte[] written = ModelJson.write(card());
        assertThat(JSON.readTree(written).has("re_ranking")).isFalse();
        assertThat(ModelJson.read(written, "signs").reRanking())
                .isEqualTo(new ReRanking(50, null, true, 0, ""))
                .isEqualTo(ReRanking.NOT_MEASURED);
    }

    @Test
    void damagedReRankingIsNamed() throws Exception {
        ModelCard card = card().with(card().notes().with(ReRanking.measured(50, new Gain(0.1, 0, 0.2), 9, "drawn")));
        for (String damage : List.of(
                "{}",
                "{\"shortlist\":0,\"on\":true}",
                "{\"shortlist\":5,\"on\":1}",
                "{\"shortlist\":5,\"on\":true,\"map_gain\":{\"value\":2,\"low\":0,\"high\":0}}",
                "{\"shortlist\":5,\"on\":true,\"map_gain\":{\"value\":0}}")) {
            ObjectNode tree = (ObjectNode) JSON.readTree(ModelJson.write(card));
            tree.set("re_ranking", JSON.readTree(damage));
            assertThatThrownBy(() -> ModelJson.read(JSON.writeValueAsBytes(tree), "signs"))
                    .as(damage)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("model.json is damaged");
        }
    }
}
