package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code compare} reports pictures that a model is not for. */
class DomainCommandLineTest {
    private static final List<String> FILES_OF_CHARACTERS = List.of(
            "encoder.onnx", "head.onnx", "head_many.onnx", "head_block.onnx", "weights.safetensors", "model.json");

    private static final String WARNING = "a picture is unlike those that model characters was trained for";

    @TempDir
    private static Path folder;

    private static String character;
    private static String other;
    private static String plain;

    @BeforeAll
    static void draw() {
        Path drawn = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 2, 2, 2, 105, 3), drawn, Progress.NONE);
        List<Path> files = DrawnFiles.of(drawn);
        character = files.get(0).toString();
        other = files.get(1).toString();
        byte[] rgb = new byte[3 * 80 * 60];
        Arrays.fill(rgb, (byte) 90);
        plain = folder.resolve("plain.png").toString();
        PictureFile.write(new Picture(80, 60, rgb), Path.of(plain));
    }

    private static Result compare(String first, String second, String... more) {
        return run(Stream.concat(Stream.of("compare", first, second, "--model", "characters"), Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    void aPictureOutsideTheDomainGivesAWarningWithTheNextStep() {
        assertThat(compare(character, other).out()).doesNotContain("warning");
        assertThat(compare(character, plain).out()).contains(WARNING, "--model", "likeness train", "--measure sift");
        assertThat(compare(plain, character).out()).contains(WARNING);
    }

    @Test
    void jsonHasTheAnswerAlone() throws Exception {
        assertThat(compare(character, other, "--json").json().get("in_domain").booleanValue())
                .isTrue();
        assertThat(compare(character, plain, "--json").json().get("in_domain").isBoolean())
                .isTrue();
        assertThat(compare(character, plain, "--json").json().get("in_domain").booleanValue())
                .isFalse();
    }

    @Test
    void pairsHaveTheColumnAndKeepAColumnOfThatName() throws Exception {
        Path pairs = folder.resolve("pairs.csv");
        Files.writeString(
                pairs,
                "a,b,in_domain\n" + relative(character) + "," + relative(other) + ",mine\n" + relative(character)
                        + ",plain.png,mine\n");

        Result result = run("compare", "--pairs", pairs.toString(), "--model", "characters");

        List<String> lines = result.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("a,b,score,probability,match,error,answer_in_domain,model,in_domain");
        assertThat(lines.get(1)).endsWith(",1,characters,mine");
        assertThat(lines.get(2)).endsWith(",0,characters,mine");
    }

    @Test
    void theStatisticsOfAModelAreSetWithoutChangingTheRest() throws Exception {
        Path data = folder.resolve("more");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 12, 3, 48, 9), data, Progress.NONE);
        Path model = Files.createDirectories(folder.resolve("own"));
        for (String name : FILES_OF_CHARACTERS) {
            Files.write(model.resolve(name), Models.bundled("characters").read(name));
        }
        JsonNode before = run("models", "show", model.toString(), "--json").json();

        Result set = run("models", "calibrate", data.toString(), "--model", model.toString(), "--domain-only");

        assertThat(set.code()).as(set.err()).isZero();
        JsonNode after = run("models", "show", model.toString(), "--json").json();
        assertThat(after.at("/domain/data").asText()).isEqualTo("more");
        assertThat(after.get("domain")).isNotEqualTo(before.get("domain"));
        ((ObjectNode) before).remove("domain");
        ((ObjectNode) after).remove("domain");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void reRankingIsMeasuredAloneOrWithTheCalibration() throws Exception {
        Path data = folder.resolve("searched");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 12, 3, 48, 9), data, Progress.NONE);
        Path model = Files.createDirectories(folder.resolve("ranked"));
        for (String name : FILES_OF_CHARACTERS) {
            Files.write(model.resolve(name), Models.bundled("characters").read(name));
        }
        JsonNode before = run("models", "show", model.toString(), "--json").json();

        JsonNode set = run(
                        "models",
                        "calibrate",
                        data.toString(),
                        "--model",
                        model.toString(),
                        "--re-ranking-only",
                        "--json")
                .json();

        JsonNode after = run("models", "show", model.toString(), "--json").json();
        assertThat(after.at("/re_ranking/identities").asInt()).isEqualTo(72);
        assertThat(after.at("/re_ranking/on").asBoolean())
                .isEqualTo(after.at("/re_ranking/map_gain/low").asDouble() > 0);
        assertThat(set.get("re_ranking")).isEqualTo(after.get("re_ranking"));
        ((ObjectNode) after).remove("re_ranking");
        ((ObjectNode) before).remove("re_ranking");
        assertThat(after).isEqualTo(before);
        assertThat(run("models", "show", model.toString()).out())
                .containsPattern(
                        "re-ranking        (on|off): the whole score on a shortlist of 50 changes mAP by [+-]");

        Path calibrated = folder.resolve("calibrated");
        JsonNode all = run(
                        "models",
                        "calibrate",
                        data.toString(),
                        "--model",
                        "characters",
                        "--out",
                        calibrated.toString(),
                        "--json")
                .json();
        assertThat(all.get("re_ranking")).isEqualTo(set.get("re_ranking"));
        assertThat(all.has("thresholds")).isTrue();
    }

    private static String relative(String file) {
        return folder.relativize(Path.of(file)).toString();
    }
}
