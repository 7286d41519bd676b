package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bundled model gives the recorded scores for fixed pictures, so that neither a change of the reading, resizing and
 * encoding of pictures nor a new library changes the answers of a released model unnoticed.
 *
 * <p>The scores are in {@code golden/scores.json}. For a new model, and for an intended change, write them again:
 *
 * <pre>
 * mvn test -pl models -am -Dtest=GoldenScoresTest -Dsurefire.failIfNoSpecifiedTests=false -Dlikeness.golden=write
 * </pre>
 *
 * <p>A score may differ by its model's tolerance times max(1, |score|). ONNX Runtime adds in another order on other
 * processors, which changes scores by about 1e-6; {@value #OF_FLOATS} leaves room for that and notices a single grey level.
 * Where the codes of a model are rounded, such a difference can move a number to the next step, which changes a score by
 * about 1e-3; {@value #OF_ROUNDED_CODES} is allowed there.
 */
class GoldenScoresTest {
    private static final double OF_FLOATS = 1e-4;
    private static final double OF_ROUNDED_CODES = 1e-2;

    private static final String WRITE = "likeness.golden";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/test/resources/dev/likeness/models/golden");
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Path SCORES = FOLDER.resolve("scores.json");

    private record Pair(String a, String b) {}

    /** Drawn characters and drawn shapes in colour; matches, others, another shape of picture, and one of each kind. */
    private static final List<Pair> PAIRS = List.of(
            new Pair("boat-1.png", "boat-2.png"),
            new Pair("knot-1.png", "knot-3.png"),
            new Pair("wheels-1.png", "boat-1.png"),
            new Pair("knot-2.png", "wheels-2.png"),
            new Pair("shape-one-1.png", "shape-one-2.png"),
            new Pair("shape-two-1.png", "shape-two-2.png"),
            new Pair("shape-three-1.png", "shape-one-1.png"),
            new Pair("shape-one-1.png", "shape-one-wide.png"),
            new Pair("shape-two-1.png", "boat-3.png"));

    private static Picture picture(String name) {
        Path example = EXAMPLES.resolve(name);
        return Picture.read(Files.exists(example) ? example : FOLDER.resolve(name));
    }

    /** A picture moved by one pixel to the right; its first column is repeated. */
    private static Picture moved(Picture picture) {
        byte[] rgb = picture.rgb().clone();
        int row = 3 * picture.width();
        for (int from = 0; from < rgb.length; from += row) {
            System.arraycopy(picture.rgb(), from, rgb, from + 3, row - 3);
        }
        return new Picture(picture.width(), picture.height(), rgb);
    }

    static List<String> models() {
        return Models.names();
    }

    private static JsonNode recorded(String model) throws IOException {
        JsonNode recorded = JSON.readTree(Files.readAllBytes(SCORES)).path(model);
        assertThat(recorded.path("pairs"))
                .as("scores of %s in %s; the comment of this class says how to write them", model, SCORES)
                .hasSize(PAIRS.size());
        return recorded;
    }

    /** The whole score and its parts. */
    private static Map<String, double[]> scores(LearnedMeasure measure, Picture a, Picture b) {
        Code codeA = measure.encode(a, Side.A);
        Code codeB = measure.encode(b, Side.B);
        return measure.compareAll(List.of(codeA), List.of(codeB));
    }

    private static Offset<Double> within(double tolerance, double score) {
        return Offset.offset(tolerance * Math.max(1, Math.abs(score)));
    }

    @ParameterizedTest
    @MethodSource("models")
    @DisabledIfSystemProperty(named = WRITE, matches = "write")
    void aBundledModelGivesTheRecordedScores(String name) throws IOException {
        JsonNode recorded = recorded(name);
        double tolerance = recorded.get("tolerance").asDouble();
        try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled(name))) {
            for (int i = 0; i < PAIRS.size(); i++) {
                Pair pair = PAIRS.get(i);
                JsonNode wanted = recorded.get("pairs").get(i);
                Map<String, double[]> found = scores(measure, picture(pair.a), picture(pair.b));

                assertThat(new Pair(wanted.get("a").asText(), wanted.get("b").asText()))
                        .isEqualTo(pair);
                for (String part : List.of("score", "embedding", "head")) {
                    double score = wanted.get(part).asDouble();
                    assertThat(found.getOrDefault(part.equals("score") ? Measure.OWN_SCORE : part, new double[1])[0])
                            .as("%s: %s of %s", name, part, pair)
                            .isCloseTo(score, within(tolerance, score));
                }
            }
        }
    }

    /** The tolerance is small enough: a picture that is moved by one pixel has another score. */
    @ParameterizedTest
    @MethodSource("models")
    @DisabledIfSystemProperty(named = WRITE, matches = "write")
    void onePixelIsNoticed(String name) throws IOException {
        double tolerance = recorded(name).get("tolerance").asDouble();
        List<Double> differences = new ArrayList<>();
        try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled(name))) {
            for (Pair pair : PAIRS) {
                double score = measure.compare(picture(pair.a), picture(pair.b));
                double other = measure.compare(moved(picture(pair.a)), picture(pair.b));
                differences.add(Math.abs(score - other) / Math.max(1, Math.abs(score)));
            }
        }
        assertThat(differences).as("differences of the scores of %s", name).anyMatch(found -> found > tolerance);
    }

    @Test
    @EnabledIfSystemProperty(named = WRITE, matches = "write")
    void writesTheScores() throws IOException {
        ObjectNode all = JSON.createObjectNode();
        for (String name : Models.names()) {
            boolean rounded =
                    JSON.readTree(Models.bundled(name).read("model.json")).has("codes");
            ObjectNode model = all.putObject(name).put("tolerance", rounded ? OF_ROUNDED_CODES : OF_FLOATS);
            ArrayNode pairs = model.putArray("pairs");
            try (LearnedMeasure measure = LearnedMeasure.open(Models.bundled(name))) {
                for (Pair pair : PAIRS) {
                    ObjectNode node = pairs.addObject().put("a", pair.a).put("b", pair.b);
                    scores(measure, picture(pair.a), picture(pair.b))
                            .forEach((part, score) ->
                                    node.put(part.equals(Measure.OWN_SCORE) ? "score" : part, score[0]));
                }
            }
        }
        Files.writeString(SCORES, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }
}
