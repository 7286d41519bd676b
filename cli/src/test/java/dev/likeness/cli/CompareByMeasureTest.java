package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.Likeness;
import dev.likeness.Verdict;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.model.MeasureCard;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code compare --measure}, {@code models calibrate --measure}, and the bundled calibrations. */
class CompareByMeasureTest {
    @TempDir
    private static Path folder;

    private static String data;
    private static List<Path> files;
    private static String a;
    private static String b;
    private static String other;

    @BeforeAll
    static void draw() {
        Path drawn = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.SHAPES, 6, 12, 4, 48, 3), drawn, Progress.NONE);
        data = drawn.toString();
        files = DrawnFiles.of(drawn);
        a = files.get(0).toString();
        b = files.get(1).toString();
        other = files.get(40).toString();
    }

    static Stream<String> names() {
        return Measures.names().stream();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String pairs(String name, String... rows) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", rows) + "\n")
                .toString();
    }

    /** A measure whose version or settings changed has no bundled card until it is calibrated again. */
    @ParameterizedTest
    @MethodSource("names")
    void everyMeasureHasABundledCalibration(String name) {
        try (Measure measure = Measures.named(name)) {
            Optional<MeasureCard> card = Models.measureCards().of(measure);
            assertThat(card).as(name).isPresent();
            assertThat(card.orElseThrow().calibration()).as(name).isNotNull();
            assertThat(card.orElseThrow().points())
                    .as(name)
                    .hasSize(3)
                    .allSatisfy(point -> assertThat(point.found()).isNotNull());
            // 836 photographs, 418 independent pairs: 1 % needs 299
            assertThat(card.orElseThrow().thresholds().get(1).threshold())
                    .as(name)
                    .isNotNull();
            assertThat(card.orElseThrow().thresholds().get(2).threshold())
                    .as(name)
                    .isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMeasureAnswers(String name) throws Exception {
        JsonNode same = run("compare", a, a, "--measure", name, "--json").json();
        assertThat(same.fieldNames())
                .toIterable()
                .containsExactly(
                        "a",
                        "b",
                        "measure",
                        "score",
                        "probability",
                        "match",
                        "threshold",
                        "false_match_rate",
                        "certified",
                        "prior",
                        "in_domain");
        assertThat(same.get("measure").asText()).isEqualTo(name);
        assertThat(same.get("match").asBoolean()).as("%s", same).isTrue();
        assertThat(same.get("false_match_rate").asDouble()).isEqualTo(0.01);
        assertThat(same.get("certified").asBoolean()).isTrue();
        JsonNode different =
                run("compare", a, other, "--measure", name, "--json").json();
        assertThat(different.get("score").asDouble())
                .isLessThan(same.get("score").asDouble());
        assertThat(different.get("probability").asDouble())
                .isBetween(0.0, same.get("probability").asDouble());
    }

    @Test
    void theHeadlineIsThatOfAModel() {
        Result match = run("compare", a, a, "--measure", "ssim");
        assertThat(match.err()).isEmpty();
        assertThat(match.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("match: probability of a match [01]\\.\\d{4}, at most 1 % false matches"),
                        line -> assertThat(line).matches("score 1.000, a match from 0\\.\\d{3} on, measure ssim"));
        assertThat(run("compare", a, a, "--measure", "ssim", "--false-match-rate", "0.001")
                        .out())
                .contains(", at an estimated 0.1 % false matches");
        assertThat(run("compare", a, a, "--measure", "ssim", "--prior", "0.01").out())
                .contains("where 1 % of pairs match");
    }

    @Test
    void theExitCodeIsThatOfAModel() {
        assertThat(run("compare", a, a, "--measure", "ssim", "--exit-code").code())
                .isZero();
        assertThat(run("compare", a, other, "--measure", "ssim", "--exit-code").code())
                .isEqualTo(1);
        assertThat(run("compare", a, other, "--measure", "ssim").code()).isZero();
    }

    @Test
    void manyPairsAreAnsweredLikeOne() throws Exception {
        String table = pairs("pairs.csv", "a,b", a + "," + a, a + "," + other, a + ",missing.png");
        Result csv = run("compare", "--pairs", table, "--measure", "sift");
        assertThat(csv.code()).isEqualTo(2); // one row failed
        JsonNode single =
                run("compare", a, other, "--measure", "sift", "--json").json();
        List<String> lines = csv.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("a,b,score,probability,match,error,in_domain,model");
        assertThat(lines.get(1)).startsWith(a + "," + a + ",1.0,").endsWith(",1,,,sift");
        assertThat(lines.get(2))
                .isEqualTo(a + "," + other + "," + single.get("score") + "," + single.get("probability") + ",0,,,sift");
        assertThat(lines.get(3)).contains(",,,,").contains("missing.png");

        JsonNode json =
                run("compare", "--pairs", table, "--measure", "sift", "--json").json();
        assertThat(json.get("answers").get(1)).isEqualTo(single);
        assertThat(json.get("answers").get(2).has("error")).isTrue();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused("exclude each other", "compare", a, b, "--measure", "sift", "--model", "characters");
        refused("exclude each other", "evaluate", data, "--measure", "sift", "--model", "x", "--protocol", "retrieval");
        refused(
                "exclude each other",
                "models",
                "calibrate",
                data,
                "--measure",
                "sift",
                "--model",
                "x",
                "--out",
                path("n"));
        refused("no map of where the pictures agree", "compare", a, b, "--measure", "sift", "--map", path("map.png"));
        refused("add --measure NAME", "compare", a, b, "--calibration", path("none.json"));
        refused("cannot be read", "compare", a, b, "--measure", "sift", "--calibration", path("none.json"));
        refused("'sfit'", "compare", a, b, "--measure", "sfit");
        refused("'sfit'", "models", "calibrate", data, "--measure", "sift,sfit", "--out", path("n.json"));
        refused("add --out FILE.json", "models", "calibrate", data, "--measure", "sift");
        refused("0.02", "compare", a, b, "--measure", "sift", "--false-match-rate", "0.02");
        assertThat(folder.resolve("map.png")).doesNotExist();
        assertThat(folder.resolve("n.json")).doesNotExist();
    }

    private static void refused(String why, String... arguments) {
        Result result = run(arguments);
        assertThat(result.code()).as(String.join(" ", arguments)).isEqualTo(2);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).contains(why);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void ownPicturesCalibrateAMeasure() throws Exception {
        String own = path("own.json");
        Result first = run("models", "calibrate", data, "--measure", "ssim,pixels", "--out", own, "--pairs", "400");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("pixels: AUC ", "ssim: AUC ", "on 400 pairs of 72 identities", "of the matches")
                .contains("36 independent pairs are too few to certify it")
                .endsWith("calibrations in " + own + System.lineSeparator());
        JsonNode again = run("models", "calibrate", data, "--measure", "mse", "--out", own, "--pairs", "400", "--json")
                .json();
        assertThat(again.get("measures")).hasSize(1);
        assertThat(again.at("/measures/0/calibrated_on/identities").asInt()).isEqualTo(72);

        JsonNode answer = run("compare", a, b, "--measure", "ssim", "--calibration", own, "--json")
                .json();
        JsonNode bundled = run("compare", a, b, "--measure", "ssim", "--json").json();
        assertThat(answer.get("score")).isEqualTo(bundled.get("score"));
        assertThat(answer.get("certified").asBoolean()).isFalse(); // 72 identities do not certify 1 %
        assertThat(answer.get("threshold")).isNotEqualTo(bundled.get("threshold"));
        assertThat(run("compare", a, b, "--measure", "mse", "--calibration", own)
                        .code())
                .isZero();
        Result checked = run(
                "evaluate",
                data,
                "--measure",
                "ssim",
                "--calibration",
                own,
                "--protocol",
                "verification",
                "--pairs",
                "200");
        assertThat(checked.out()).contains("false matches", "at most 10 %", "estimated 1 %");

        scoreOnly("it was not calibrated", "sift", own);
    }

    /** The lines of docs/trust.md. */
    @Test
    void theJavaDoorAnswersLikeTheCommandLine() throws Exception {
        Path a = Path.of(CompareByMeasureTest.a);
        Path b = Path.of(CompareByMeasureTest.b);
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        // the door
        try (Likeness likeness = Likeness.of(Measures.named("sift"), Models.measureCards())) {
            Verdict verdict = likeness.compare(Picture.read(a), Picture.read(b));
            out.println(verdict.probability() + " " + verdict.match());
        }
        // the door
        JsonNode answer = run("compare", a.toString(), b.toString(), "--measure", "sift", "--json")
                .json();
        assertThat(printed.toString().strip())
                .isEqualTo(answer.get("probability").asDouble() + " " + answer.get("match"));

        String shown = Files.readString(
                        Documents.ROOT.resolve("cli/src/test/java/dev/likeness/cli/CompareByMeasureTest.java"))
                .split("// the door")[1]
                .replace("read(a)", "read(Path.of(\"a.jpg\"))")
                .replace("read(b)", "read(Path.of(\"b.jpg\"))")
                .replace("out.println", "System.out.println");
        assertThat(Files.readString(Documents.ROOT.resolve("docs/trust.md")).replaceAll("\\s+", ""))
                .contains(shown.replaceAll("\\s+", ""));
    }

    /** Labels that say nothing of the pictures. */
    @Test
    void scoresThatSeparateNothingGetNoThreshold() throws Exception {
        List<String> rows = new ArrayList<>(List.of("a,b,label"));
        Random random = new Random(5);
        for (int i = 0; i < 120; i++) {
            rows.add(inside(random) + "," + inside(random) + "," + i % 2);
        }
        String table = pairs("random.csv", rows.toArray(String[]::new));
        String none = path("none-separates.json");
        Result result = run("models", "calibrate", table, "--measure", "ssim", "--out", none);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("no threshold: the scores do not separate matches from non-matches");
        scoreOnly("its scores do not separate matches from non-matches", "ssim", none);
    }

    private static Path inside(Random random) {
        return folder.relativize(files.get(random.nextInt(files.size())));
    }

    private static void scoreOnly(String why, String measure, String calibration) throws Exception {
        String[] asked = {"compare", a, b, "--measure", measure, "--calibration", calibration};
        Result text = run(asked);
        assertThat(text.code()).isZero();
        assertThat(text.out()).matches("no verdict: score -?[0-9.]+, measure " + measure + " has no threshold\\R");
        assertThat(text.err())
                .startsWith("likeness: note: measure " + measure + " has a score only")
                .contains(why, "'likeness models calibrate DATA --measure " + measure + " --out FILE.json'");
        JsonNode json = run(with(asked, "--json")).json();
        for (String field : List.of("probability", "match", "threshold", "false_match_rate", "prior")) {
            assertThat(json.get(field).isNull()).as(field).isTrue();
        }
        assertThat(json.get("score").isNumber()).isTrue();
        refused(why, with(asked, "--exit-code"));
        refused(why, with(asked, "--false-match-rate", "0.01"));

        Result csv = run(
                "compare",
                "--pairs",
                pairs("one.csv", "a,b", a + "," + b),
                "--measure",
                measure,
                "--calibration",
                calibration);
        assertThat(csv.code()).isZero();
        assertThat(csv.out()).contains("," + json.get("score") + ",,,");
        assertThat(csv.err()).contains(why);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void anotherFileIsNotOverwritten() throws Exception {
        Path table = folder.resolve("notes.json");
        Files.writeString(table, "{\"mine\":1}");
        refused(
                "not a file of calibrations",
                "models",
                "calibrate",
                data,
                "--measure",
                "ssim",
                "--out",
                table.toString());
        assertThat(table).hasContent("{\"mine\":1}");
    }
}
