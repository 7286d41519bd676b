package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands as users type them, in this process, with real files and the bundled model. */
class CommandLineTest {
    @TempDir
    static Path folder;

    private static Path data;
    private static String a;
    private static String b;
    private static String other;

    @BeforeAll
    static void draw() {
        data = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 5, 4, 64, 3), data, Progress.NONE);
        List<Path> files = DrawnFiles.of(data);
        a = files.get(0).toString();
        b = files.get(1).toString();
        other = files.get(60).toString();
    }

    @Test
    void comparesTwoPictures() throws Exception {
        Result result = run("compare", a, b, "--json");

        assertThat(result.code()).isZero();
        assertThat(result.json().fieldNames())
                .toIterable()
                .containsExactly(
                        "a",
                        "b",
                        "model",
                        "score",
                        "probability",
                        "match",
                        "threshold",
                        "false_match_rate",
                        "certified",
                        "prior",
                        "in_domain");
        assertThat(result.json().get("model").asText()).isEqualTo("characters");
        assertThat(result.json().get("match").asBoolean())
                .isEqualTo(result.json().get("score").asDouble()
                        >= result.json().get("threshold").asDouble());
        assertThat(run("compare", a, b).out()).contains("probability", "model characters");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "compare a.png b.png c.png | likeness: unexpected argument: 'c.png'; 'likeness compare --help' shows"
                        + " what is allowed",
                "compare --prior x a b | likeness: Invalid value for option '--prior': 'x' is not a number; 'likeness"
                        + " compare --help' shows what is allowed",
                "data draw --groups 2.5 --out x | likeness: Invalid value for option '--groups': '2.5' is not a whole"
                        + " number; 'likeness data draw --help' shows what is allowed",
                "train a --out b --steps 1 --minutes 1 | likeness: --minutes=N, --steps=N exclude each other: give"
                        + " only one of them; 'likeness train --help' shows what is allowed",
            })
    void badUsageIsExplainedWithoutTermsOfJava(String arguments, String message) {
        Result result = run(arguments.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().strip()).isEqualTo(message);
    }

    @Test
    void theExitCodeReportsNoMatch() {
        assertThat(run("compare", a, a, "--exit-code").code()).isZero();
        assertThat(run("compare", a, other, "--exit-code").code()).isEqualTo(1);
        assertThat(run("compare", a, other).code()).isZero();
    }

    @Test
    void writesTheMapOverBothPictures() throws Exception {
        Path map = folder.resolve("map.png");

        assertThat(run("compare", a, b, "--map", map.toString()).code()).isZero();

        assertThat(ImageIO.read(map.toFile()).getWidth()).isGreaterThan(600);
        Path inNewFolder = folder.resolve("new/folder/map.png"); // created, as for every other output
        assertThat(run("compare", a, b, "--map", inNewFolder.toString()).code()).isZero();
        assertThat(inNewFolder).hasSameBinaryContentAs(map);
    }

    @Test
    void aStricterRateHasAHigherThreshold() throws Exception {
        double strict = run("compare", a, b, "--false-match-rate", "0.01", "--json")
                .json()
                .get("threshold")
                .asDouble();
        double forgiving = run("compare", a, b, "--false-match-rate", "0.1", "--json")
                .json()
                .get("threshold")
                .asDouble();

        assertThat(strict).isGreaterThan(forgiving);
    }

    @Test
    void comparesManyPairsDespiteABadOne() throws Exception {
        Path pairs = folder.resolve("pairs.csv");
        Files.writeString(
                pairs,
                "a,b\n" + relative(a) + "," + relative(b) + "\n" + relative(a) + ",absent.png\n" + relative(a) + ","
                        + relative(other) + "\n");
        Path answers = folder.resolve("answers.csv");

        Result result = run("compare", "--pairs", pairs.toString(), "--out", answers.toString());

        assertThat(result.code()).isEqualTo(2);
        List<String> lines = Files.readAllLines(answers);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("a,b,score,probability,match,error,in_domain,model");
        assertThat(lines.get(2)).contains("absent.png").doesNotContain(",1,").doesNotContain(",0,");
        double single = run("compare", a, other, "--json").json().get("score").asDouble();
        assertThat(Double.parseDouble(lines.get(3).split(",")[2])).isEqualTo(single);
        Result json = run("compare", "--pairs", pairs.toString(), "--json");
        assertThat(json.json().get("answers")).hasSize(3);
        assertThat(json.json().get("failed").asInt()).isEqualTo(1);
    }

    private static String relative(String file) {
        return folder.relativize(Path.of(file)).toString();
    }

    @Test
    void trainsEvaluatesAndComparesWithTheTrainedModel() throws Exception {
        String model = folder.resolve("trained").toString();
        Result trained = run(
                "train",
                data.toString(),
                "--out",
                model,
                "--steps",
                "20",
                "--json",
                "--tower",
                "plain",
                "--head",
                "concat",
                "--target",
                "cross-entropy=2,info-nce",
                "--negatives",
                "random",
                "--set",
                "input.size=24",
                "--set",
                "design.widths=[8, 8, 8]",
                "--set",
                "schedule.identities=8",
                "--set",
                "selection.ways=5");
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
        assertThat(trained.json().get("steps").asInt()).isEqualTo(20);

        JsonNode oneShot = run(
                        "evaluate",
                        data.toString(),
                        "--model",
                        model,
                        "--protocol",
                        "one-shot",
                        "--ways",
                        "5",
                        "--runs",
                        "4",
                        "--json")
                .json();
        assertThat(oneShot.get("trials").asInt()).isEqualTo(20);
        for (String rate : List.of("accuracy", "by_embedding", "by_head")) {
            assertThat(oneShot.get(rate).get("low").asDouble())
                    .isLessThanOrEqualTo(oneShot.get(rate).get("value").asDouble());
        }
        JsonNode verification = run(
                        "evaluate",
                        data.toString(),
                        "--model",
                        model,
                        "--protocol",
                        "verification",
                        "--pairs",
                        "200",
                        "--json")
                .json();
        assertThat(verification.get("pairs").asInt()).isEqualTo(200);
        assertThat(verification.fieldNames()).toIterable().contains("auc", "eer", "fpr95", "accuracy");
        assertThat(verification.get("by_head").has("auc")).isTrue();
        assertThat(run("compare", a, b, "--model", model, "--json")
                        .json()
                        .get("model")
                        .asText())
                .isEqualTo("trained");
        assertThat(run("models", "check", model).out()).contains(": valid (");
        run("evaluate", data.toString(), "--model", model, "--protocol", "verification", "--pairs", "50", "--record");
        Path licence = Files.writeString(folder.resolve("licence.yaml"), "about: drawn signs\nmodel: Apache-2.0\n");
        assertThat(run("models", "note", model, licence.toString()).code()).isZero();
        JsonNode card = run("models", "show", model, "--json").json();
        assertThat(card.at("/measured/evaluations/0/pairs").asInt()).isEqualTo(50);
        assertThat(card.at("/licence/about").asText()).isEqualTo("drawn signs");
        assertThat(run("models", "check", model).code()).isZero();
        Files.write(Path.of(model, "weights.safetensors"), new byte[] {1});
        assertThat(run("models", "check", model).code()).isEqualTo(2);
    }

    @Test
    void listsShowsAndChecksModels() throws Exception {
        assertThat(run("models", "list").out()).startsWith("photos ").contains("\ncharacters ");
        assertThat(run("models", "list", "--json").json().get("models")).isNotEmpty();
        assertThat(run("models", "list").out()).contains("from any alphabet; not for photographs");
        assertThat(run("models", "show", "characters").out())
                .startsWith("model             characters\n")
                .contains("encoder.onnx", "certified", "estimated")
                .endsWith("likeness models show characters --json\n")
                .doesNotContain("{");
        JsonNode card = run("models", "show", "characters", "--json").json();
        assertThat(card.at("/provenance/data").asText()).contains("omniglot-background");
        assertThat(card.at("/licence/not_for").asText()).startsWith("photographs");
        assertThat(card.at("/licence/data").isMissingNode()).isFalse();
        assertThat(run("models", "check", "characters", "--json")
                        .json()
                        .get("ok")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void drawsAndChecksData() throws Exception {
        String drawn = folder.resolve("more").toString();
        assertThat(run(
                                "data",
                                "draw",
                                "--out",
                                drawn,
                                "--groups",
                                "2",
                                "--identities",
                                "3",
                                "--pictures",
                                "2",
                                "--size",
                                "32",
                                "--style",
                                "shapes",
                                "--json")
                        .json()
                        .get("pictures")
                        .asInt())
                .isEqualTo(12);
        JsonNode check = run("data", "check", drawn, "--json").json();
        assertThat(check.get("ok").asBoolean()).isTrue();
        assertThat(check.get("identities").asInt()).isEqualTo(6);
        Files.write(DrawnFiles.of(Path.of(drawn)).get(0), "no picture".getBytes(StandardCharsets.UTF_8));
        Result broken = run("data", "check", drawn);
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.out()).contains("cannot be read: 1");
    }

    @Test
    void showsTheViewsOfAPhotograph() throws Exception {
        Path sheet = folder.resolve("views.png");
        Result shown = run("data", "views", a, "--out", sheet.toString(), "--count", "5", "--json");
        assertThat(shown.json().get("views").asInt()).isEqualTo(5);
        byte[] first = Files.readAllBytes(sheet);
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(600);
        assertThat(run("data", "views", a, "--out", sheet.toString(), "--count", "5")
                        .code())
                .isZero();
        assertThat(Files.readAllBytes(sheet)).isEqualTo(first);
        run("data", "views", a, "--out", sheet.toString(), "--count", "5", "--size", "32", "--seed", "2");
        assertThat(Files.readAllBytes(sheet)).isNotEqualTo(first);
    }

    @Test
    void picturesInOneFolderAreEvaluatedAsPhotographs() throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        List<Path> files = DrawnFiles.of(data);
        for (int i = 0; i < 6; i++) {
            Files.copy(files.get(20 * i), photos.resolve(i + ".png"));
        }
        JsonNode check = run("data", "check", photos.toString(), "--json").json();
        assertThat(check.get("format").asText()).isEqualTo("photos");
        assertThat(check.get("pictures").asInt()).isEqualTo(6);
        JsonNode verification = run(
                        "evaluate", photos.toString(), "--protocol", "verification", "--pairs", "60", "--json")
                .json();
        assertThat(verification.get("auc").get("value").asDouble()).isGreaterThan(0.5);
    }

    @Test
    void pairsOfTheSplitTrainAreNotEvaluated() throws Exception {
        Path marked = folder.resolve("marked.csv");
        String match = relative(a) + "," + relative(b) + ",1,";
        String other = relative(a) + "," + relative(CommandLineTest.other) + ",0,";
        Files.writeString(marked, "a,b,label,split\n" + match + "test\n" + other + "test\n");
        assertThat(run("evaluate", marked.toString(), "--protocol", "verification", "--json")
                        .json()
                        .get("pairs")
                        .asInt())
                .isEqualTo(2);
        Files.writeString(marked, "a,b,label,split\n" + match + "train\n" + other + "train\n");
        assertThat(run("evaluate", marked.toString(), "--protocol", "verification")
                        .err())
                .contains("mark some as 'test'");
        Files.writeString(marked, "a,b,label\n" + match.substring(0, match.length() - 1) + "\n");
        Result oneKind = run("evaluate", marked.toString(), "--protocol", "verification");
        assertThat(oneKind.code()).isEqualTo(2);
        assertThat(oneKind.err()).contains("1 of 1 pairs match");
    }

    @Test
    void recordsEvaluationsOnlyInTheCardOfAFolder() {
        Result bundled = run("evaluate", data.toString(), "--protocol", "verification", "--record");
        assertThat(bundled.code()).isEqualTo(2);
        assertThat(bundled.err()).contains("--model DIR");
    }

    static List<List<String>> mistakes() {
        String empty = folder.resolve("empty").toString();
        return List.of(
                List.of("compare", "absent.png", a),
                List.of("compare", a),
                List.of("compare", a, b, "--model", "absent"),
                List.of("compare", a, b, "--false-match-rate", "0.3"),
                List.of("compare", a, b, "--colour"),
                List.of("compare", a, b, "--map", a + "/map.png"),
                List.of("compare", folder.toString(), b),
                List.of("compare", "--pairs", "absent.csv"),
                List.of("train", data.toString()),
                List.of("train", data.toString(), "--out", empty, "--steps", "0"),
                List.of("train", data.toString(), "--out", empty, "--steps", "5", "--minutes", "1"),
                List.of("train", data.toString(), "--out", empty, "--tower", "leaning"),
                List.of("train", data.toString(), "--out", empty, "--head", "tail", "--steps", "1"),
                List.of("train", data.toString(), "--out", empty, "--set", "input.szie=3"),
                List.of("train", data.toString(), "--out", empty, "--tower", "resnet18", "--tower-weights", "absent"),
                List.of("train", data.toString(), "--out", empty, "--tower", "resnet18", "--tower-weights", a),
                List.of("train", data.toString(), "--out", data.toString(), "--steps", "1"),
                List.of("train", a, "--out", empty, "--steps", "1"),
                List.of("train", "absent", "--out", empty),
                List.of("train", data.toString(), "--out", empty, "--set", "pixels.size=3"),
                List.of("evaluate", data.toString(), "--protocol", "guess"),
                List.of("evaluate", data.toString()),
                List.of("models"),
                List.of("models", "show", "absent"),
                List.of("data", "check", "absent"),
                List.of("data", "views", "absent.png", "--out", empty + ".png"),
                List.of("data", "views", a, "--out", empty + ".png", "--strength", "3"),
                List.of("data", "views", a, "--out", empty + ".png", "--count", "0"),
                List.of("data", "views", a, "--out", empty + ".png", "--size", "2"),
                List.of("comparre", a, b));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeGivesOneLineWithTheNextStepAndExitCode2(List<String> arguments) {
        Result result = run(arguments.toArray(String[]::new));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).startsWith("likeness: ").doesNotContain("Exception");
    }

    @Test
    void helpHasExamples() {
        for (String command : List.of("compare", "train", "evaluate", "models", "data")) {
            Result help = run(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("Usage: likeness " + command, "xample");
        }
        assertThat(run("--version").out()).startsWith("likeness ");
        assertThat(run().code()).isEqualTo(2);
    }
}
