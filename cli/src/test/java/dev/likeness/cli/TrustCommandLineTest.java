package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probabilities, false-match rates, and their evaluation. */
class TrustCommandLineTest {
    @TempDir
    private static Path folder;

    private static String data;
    private static String a;
    private static String b;

    @BeforeAll
    static void draw() {
        Path drawn = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 12, 4, 48, 3), drawn, Progress.NONE);
        data = drawn.toString();
        List<Path> files = DrawnFiles.of(drawn);
        a = files.get(0).toString();
        b = files.get(1).toString();
    }

    @Test
    void thePriorChangesTheProbabilityByBayesButNotTheThreshold() throws Exception {
        JsonNode even = run("compare", a, b, "--json").json();
        JsonNode rare = run("compare", a, b, "--prior", "0.01", "--json").json();
        double p = even.get("probability").asDouble();
        assertThat(rare.get("probability").asDouble()).isCloseTo(0.01 * p / (0.01 * p + 0.99 * (1 - p)), within(1e-9));
        assertThat(rare.get("threshold")).isEqualTo(even.get("threshold"));
        assertThat(rare.get("prior").asDouble()).isEqualTo(0.01);
        assertThat(run("compare", a, b, "--prior", "0.01").out()).contains("where 1 % of pairs match");
    }

    @Test
    void certifiedAndEstimatedRatesAreReported() throws Exception {
        JsonNode ten =
                run("compare", a, b, "--false-match-rate", "0.1", "--json").json();
        JsonNode one =
                run("compare", a, b, "--false-match-rate", "0.01", "--json").json();
        assertThat(ten.get("certified").asBoolean()).isTrue();
        assertThat(one.get("certified").asBoolean()).isFalse();
        assertThat(headline("compare", a, b, "--false-match-rate", "0.1")).endsWith(", at most 10 % false matches");
        assertThat(headline("compare", a, b)).endsWith(", at an estimated 1 % false matches");
    }

    @Test
    void theHeadlineNamesTheRateThatReplacesTheDefault() throws Exception {
        String only10 = withThresholds("only10", 1);
        String none = withThresholds("none", 0);
        String instead = " (no threshold for the default 1 %)";

        assertThat(headline("compare", a, b, "--model", only10)).endsWith(", at most 10 % false matches" + instead);
        assertThat(headline("compare", a, b, "--model", none)).endsWith(", at even odds" + instead);
        assertThat(headline("compare", a, b, "--model", only10, "--false-match-rate", "0.1"))
                .endsWith(", at most 10 % false matches");

        String pairs = Files.writeString(folder.resolve("pairs.csv"), "a,b\n" + a + "," + b + "\n")
                .toString();
        assertThat(run("compare", "--pairs", pairs, "--model", only10).err())
                .isEqualTo("likeness: note: --pairs decides at most 10 % false matches" + instead + "\n");
        assertThat(run("compare", "--pairs", pairs).err()).isEmpty();
    }

    private static String headline(String... arguments) {
        return run(arguments).out().lines().findFirst().orElse("");
    }

    /** A copy of the bundled model, with its first thresholds only. */
    private static String withThresholds(String name, int count) throws IOException {
        ModelFiles bundled = Models.bundled("characters");
        ModelCard card = ModelJson.read(bundled.read("model.json"), name);
        Path copy = Files.createDirectories(folder.resolve(name));
        for (String file : card.files().keySet()) {
            Files.write(copy.resolve(file), bundled.read(file));
        }
        ModelCard cut = card.calibrated(card.calibration(), card.thresholds().subList(0, count), card.measured());
        Files.write(copy.resolve("model.json"), ModelJson.write(cut));
        return copy.toString();
    }

    @Test
    void invalidSharesAreRefused() {
        for (List<String> wrong : List.of(
                List.of("--prior", "0"),
                List.of("--prior", "1.5"),
                List.of("--false-match-rate", "10"),
                List.of("--false-match-rate", "-0.1"))) {
            Result result = run("compare", a, b, wrong.get(0), wrong.get(1));
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err().strip().lines()).hasSize(1);
            assertThat(result.err()).contains(wrong.get(0), "between 0 and 1");
        }
    }

    @Test
    void evaluateChecksTheStatedRates() throws Exception {
        String[] asked = {"evaluate", data, "--protocol", "verification", "--pairs", "1000"};
        JsonNode result = run(join(asked, "--json")).json();
        JsonNode calibration = result.get("calibration");
        assertThat(calibration.get("bins")).hasSize(10);
        double weight = 0;
        double error = 0;
        int pairs = 0;
        for (JsonNode bin : calibration.get("bins")) {
            weight += bin.get("weight").asDouble();
            pairs += bin.get("pairs").asInt();
            error += bin.get("weight").asDouble()
                    * Math.abs(bin.get("said").asDouble()
                            - bin.get("matched").get("value").asDouble());
        }
        assertThat(weight).isCloseTo(1, within(1e-9));
        assertThat(pairs).isEqualTo(result.get("pairs").asInt());
        assertThat(calibration.get("ece").get("value").asDouble()).isCloseTo(error, within(1e-9));
        assertThat(calibration.get("brier").get("value").asDouble()).isBetween(0.0, 1.0);
        assertThat(result.get("false_match_rates")).hasSize(3).allSatisfy(rate -> {
            assertThat(rate.get("promised").asDouble()).isBetween(0.001, 0.1);
            assertThat(rate.get("promise").asText()).isIn("held", "within_chance", "broken");
            assertThat(rate.get("measured").get("low").asDouble())
                    .isLessThanOrEqualTo(rate.get("measured").get("value").asDouble());
        });
        assertThat(run(asked).out()).contains("reliability", "ECE", "Brier score", "false matches", "at most 10 %");
    }

    @Test
    void calibratesACopyOfABundledModel() throws Exception {
        String out = folder.resolve("mine").toString();
        JsonNode result = run("models", "calibrate", data, "--out", out, "--pairs", "800", "--prior", "0.2", "--json")
                .json();
        assertThat(result.get("calibrated_on").get("identities").asInt()).isEqualTo(72);
        assertThat(result.get("calibration").get("prior").asDouble()).isEqualTo(0.2);
        assertThat(result.get("thresholds").get(0).get("pairs").asInt()).isEqualTo(36);
        assertThat(result.get("thresholds").get(0).get("threshold").isNull()).isFalse(); // 29 are enough for 10 %
        assertThat(result.get("thresholds").get(1).get("threshold").isNull()).isTrue();
        assertThat(run("models", "check", out).code()).isZero();
        assertThat(run("compare", a, b, "--model", out, "--json").json().get("score"))
                .isEqualTo(run("compare", a, b, "--json").json().get("score"));

        Result again = run("models", "calibrate", data, "--out", out);
        assertThat(again.code()).isEqualTo(2);
        Result inPlace = run("models", "calibrate", data);
        assertThat(inPlace.code()).isEqualTo(2);
        assertThat(inPlace.err()).contains("--model DIR", "--out DIR");
        assertThat(run("models", "calibrate", data, "--model", out, "--pairs", "400")
                        .out())
                .contains("calibrated on 400 pairs", "certified", "estimated");
    }

    @Test
    void trainedIdentitiesAreLeftOut() throws Exception {
        String model = folder.resolve("model").toString();
        assertThat(run(
                                "train",
                                data,
                                "--out",
                                model,
                                "--steps",
                                "4",
                                "--leave-out",
                                "group005/*",
                                "--tower",
                                "plain",
                                "--set",
                                "input.size=24",
                                "--set",
                                "selection.hold-out=0.3")
                        .code())
                .isZero();
        JsonNode card = run("models", "show", model, "--json").json();
        int held = card.get("measured").get("held_out").get("identities").asInt();
        int trained = card.get("provenance").get("training_identities").asInt();
        int all = 6 * 12;
        JsonNode result = run("models", "calibrate", data, "--model", model, "--pairs", "200", "--json")
                .json();
        assertThat(result.get("calibrated_on")
                        .get("trained_identities_left_out")
                        .asInt())
                .isEqualTo(trained);
        assertThat(result.get("calibrated_on").get("identities").asInt()).isEqualTo(all - trained);
        assertThat(all - trained).isGreaterThan(held); // with those of the group that was left out

        JsonNode changed = run("models", "show", model, "--json").json();
        assertThat(changed.get("measured").get("calibrated_on").get("pairs").asInt())
                .isEqualTo(200);
        assertThat(changed.get("files")).isEqualTo(card.get("files"));
    }

    @Test
    void dataOfTheSameNameAsTheTrainingDataGiveANote() throws Exception {
        String named = folder.resolve("omniglot-background.zip").toString(); // as what characters was trained on
        assertThat(run("data", "draw", "--out", named, "--groups", "3", "--identities", "8", "--pictures", "4")
                        .code())
                .isZero();
        Result result = run(
                "models",
                "calibrate",
                named,
                "--out",
                folder.resolve("doubtful").toString(),
                "--pairs",
                "200");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("note: model characters was trained on data with this name");
        assertThat(run(
                                "models",
                                "calibrate",
                                data,
                                "--out",
                                folder.resolve("sound").toString(),
                                "--pairs",
                                "200")
                        .err())
                .doesNotContain("was trained on data with this name");
    }

    private static String[] join(String[] some, String more) {
        String[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = more;
        return all;
    }
}
