package dev.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.error.InputException;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static ModelCard card() {
        return new ModelCard(
                "signs",
                new PictureShape(48, 32, 3),
                Fit.LETTERBOX,
                64,
                List.of(8, 6, 4),
                new EmbeddingTerm(2.25, -0.1),
                new Calibration(1.5, -0.3, 0.5),
                List.of(
                        new Threshold(
                                0.1, 0.75, 0.0875, 52, new Threshold.Estimate(0.5, new Rate(0.0998, 0.07, 0.14), 3000)),
                        new Threshold(0.001, null, null, 52, null)),
                Map.of("encoder.onnx", "ab".repeat(32), "head.onnx", "cd".repeat(32)),
                new ModelCard.Notes(
                        NODES.objectNode().put("tower", "plain"),
                        NODES.objectNode().put("seed", 1),
                        NODES.objectNode(),
                        NODES.objectNode(),
                        NODES.objectNode().put("minutes", 3)));
    }

    @Test
    void comesBackAsItWas() {
        byte[] written = ModelJson.write(card());

        assertThat(ModelJson.read(written, "signs")).isEqualTo(card());
        assertThat(ModelJson.write(ModelJson.read(written, "signs"))).isEqualTo(written);
    }

    @Test
    void anotherFormatIsRefusedWithBothVersions() {
        assertRefused("\"format\" : 3", "\"format\" : 4", "format 4", "formats 1 to 3");
        assertRefused("\"format\" : 3", "\"format\" : 0", "format 0", "formats 1 to 3");
        assertRefused("\"format\" : 3", "\"format\" : \"3\"", "format");
    }

    @Test
    void thresholdsOfTheSecondFormatAreEstimates() throws Exception {
        ObjectNode old = (ObjectNode) ModelJson.tree(ModelJson.write(card()));
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

        assertThat(ModelJson.read(new ObjectMapper().writeValueAsBytes(old), "signs")
                        .thresholds())
                .containsExactly(
                        new Threshold(0.1, null, null, 0, new Threshold.Estimate(0.75, new Rate(0.1, 0, 1), 3000)),
                        new Threshold(0.001, null, null, 0, null));
    }

    @Test
    void damageIsNamed() {
        assertRefused("\"embedding\" : 64", "\"embedding\" : \"many\"", "'embedding'", "whole number");
        assertRefused("\"embedding\" : 64", "\"embedding\" : 2000000000", "'embedding'", "1048576");
        assertRefused("[ 8, 6, 4 ]", "[ 60000, 60000, 60000 ]", "'prepared'");
        assertRefused("[ 8, 6, 4 ]", "[ 8, 6.5, 4 ]", "'prepared'");
        assertRefused("\"encoder.onnx\"", "\"../encoder.onnx\"", "../encoder.onnx", "leads outside");
        assertRefused("\"encoder.onnx\"", "\"/etc/passwd\"", "/etc/passwd", "leads outside");
        assertRefused("\"offset\" : -0.3", "\"offset\" : 1e999", "'offset'", "finite");
        assertRefused("\"embedding\" : 64", "\"embedding\" : 64, \"embedding\" : 65", "no JSON");
        assertRefused("\"slope\" : 1.5", "\"slope\" : -1", "slope");
        assertRefused("\"width\" : 48", "\"width\" : 0", "pixels wide");
        assertRefused("\"calibration\"", "\"calibrated\"", "'calibration' is missing");
        assertRefused("\"bound\" : 0.0875", "\"bound\" : 0.2", "at most 0.1");
        assertRefused("\"bound\" : 0.0875", "\"bound\" : null", "bound");
        assertRefused("\"low\" : 0.07", "\"low\" : 0.7", "low <= value");
        assertRefused("\"false_match_rate\" : 0.001", "\"false_match_rate\" : 0", "false-match rate");
        assertRefused("{", "", "no JSON");
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
}
