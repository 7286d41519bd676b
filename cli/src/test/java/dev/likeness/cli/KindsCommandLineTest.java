package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.data.LabelledPicture;
import dev.likeness.picture.PictureFile;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data of two kinds, selections of pictures, and classical measures, as users type them. */
class KindsCommandLineTest {
    @TempDir
    static Path folder;

    private static String data;

    /** 24 drawn characters, each written by two hands; their names contain a letter, as in real data. */
    @BeforeAll
    static void draw() throws Exception {
        Path root = folder.resolve("two hands");
        for (LabelledPicture picture :
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 1, 24, 2, 40, 3))) {
            int number = Integer.parseInt(picture.identity().replaceAll(".*thing", "")) - 1;
            Path kind = Files.createDirectories(root.resolve(picture.name().endsWith("1.png") ? "left" : "right"));
            PictureFile.write(
                    picture.source().read(), kind.resolve("sign " + (char) ('a' + number) + number % 4 + ".png"));
        }
        Files.writeString(root.resolve("list.json"), "[]");
        data = root.toString();
    }

    private static JsonNode evaluate(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("evaluate", data, "--json"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new)).json();
    }

    @Test
    void aCheckReportsTheKinds() throws Exception {
        JsonNode check = run("data", "check", data, "--json").json();
        assertThat(check.get("format").asText()).isEqualTo("kinds");
        assertThat(check.get("kinds")).hasToString("{\"left\":24,\"right\":24}");
        assertThat(check.get("identities").asInt()).isEqualTo(24);
        assertThat(run("data", "check", data).out()).contains("kind left: 24 pictures");
        assertThat(run("data", "check", data, "--format", "classes", "--json")
                        .json()
                        .get("identities")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void globsSelectAndLeaveOut() throws Exception {
        JsonNode check = run("data", "check", data, "--only", "*[012].png", "--leave-out", "*sign a*", "--json")
                .json();
        assertThat(check.get("identities").asInt()).isEqualTo(17);
        assertThat(check.get("only").get(0).asText()).isEqualTo("*[012].png");
        assertThat(check.get("leave_out").get(0).asText()).isEqualTo("*sign a*");
    }

    @Test
    void retrievalListsEveryQueryWithTheRankOfItsFirstMatch() throws Exception {
        Path list = folder.resolve("ranks.csv");
        JsonNode retrieval = evaluate("--measure", "pixels", "--protocol", "retrieval", "--out", list.toString());
        List<String> lines = Files.readAllLines(list);
        assertThat(lines.get(0)).isEqualTo("query,identity,rank,first_match,score,best_other,other_score");
        assertThat(lines).hasSize(1 + retrieval.get("queries").asInt());
        long firsts =
                lines.stream().filter(line -> line.split(",")[2].equals("1")).count();
        assertThat((double) firsts / retrieval.get("queries").asInt())
                .isEqualTo(retrieval.at("/recall_at_1/value").asDouble());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            assertThat(cells[0]).startsWith("left/");
            assertThat(cells[3]).isEqualTo(cells[0].replace("left/", "right/"));
            assertThat(Double.parseDouble(cells[4]) > Double.parseDouble(cells[6]))
                    .isEqualTo(cells[2].equals("1"));
        }
        assertThat(run("evaluate", data, "--measure", "pixels", "--protocol", "one-shot", "--out", list + "2")
                        .err())
                .contains("--out lists the queries of --protocol retrieval, and the protocol is one-shot");
        assertThat(folder.resolve("ranks.csv2")).doesNotExist();
    }

    @Test
    void pixelsAreMeasuredByEveryProtocol() throws Exception {
        JsonNode retrieval = evaluate("--measure", "pixels", "--protocol", "retrieval", "--leave-out", "*3.png");
        assertThat(retrieval.fieldNames())
                .toIterable()
                .containsExactly(
                        "data",
                        "measure",
                        "protocol",
                        "leave_out",
                        "queries",
                        "candidates",
                        "recall_at_1",
                        "recall_at_10",
                        "map",
                        "micro_ap");
        assertThat(retrieval.get("measure").asText()).isEqualTo("pixels");
        assertThat(retrieval.get("queries").asInt()).isEqualTo(18);
        assertThat(retrieval.at("/recall_at_1/value").asDouble()).isBetween(0.1, 1.0);
        JsonNode oneShot = evaluate("--measure", "pixels", "--protocol", "one-shot", "--ways", "5", "--runs", "2");
        assertThat(oneShot.get("trials").asInt()).isEqualTo(10);
        JsonNode verification = evaluate("--measure", "pixels", "--protocol", "verification");
        assertThat(verification.get("pairs").asInt()).isEqualTo(48);
        assertThat(run(
                                "evaluate",
                                data,
                                "--measure",
                                "pixels",
                                "--protocol",
                                "retrieval",
                                "--only",
                                "*a*",
                                "--only",
                                "*b*")
                        .out())
                .contains("measure        pixels", "only           *a* *b*", "micro ap");
    }

    @Test
    void aModelIsTrainedOnSomeAndMeasuredOnTheOthers() throws Exception {
        String model = folder.resolve("signs").toString();
        Result trained = run(
                "train",
                data,
                "--leave-out",
                "*3.png",
                "--out",
                model,
                "--steps",
                "6",
                "--tower",
                "plain",
                "--head",
                "concat",
                "--set",
                "input.size=24",
                "--set",
                "design.widths=[8, 8, 8]",
                "--set",
                "schedule.identities=6",
                "--set",
                "selection.hold-out=0.3");
        assertThat(trained.err()).isEmpty();
        JsonNode card = run("models", "show", model, "--json").json();
        assertThat(card.at("/provenance/leave_out/0").asText()).isEqualTo("*3.png");
        assertThat(card.at("/provenance").has("only")).isFalse();
        assertThat(card.at("/provenance/training_identities").asInt()
                        + card.at("/measured/held_out/identities").asInt())
                .isEqualTo(18);

        JsonNode retrieval = evaluate("--model", model, "--protocol", "retrieval", "--only", "*3.png", "--record");
        assertThat(retrieval.get("model").asText()).isEqualTo("signs");
        assertThat(retrieval.get("queries").asInt()).isEqualTo(6);
        for (String part : List.of("/by_head", "/by_embedding", "")) {
            assertThat(retrieval.at(part + "/micro_ap/value").asDouble())
                    .isBetween(
                            retrieval.at(part + "/micro_ap/low").asDouble(),
                            retrieval.at(part + "/micro_ap/high").asDouble());
        }
        assertThat(retrieval.at("/against_embedding/whole_score/map/value").asDouble())
                .isCloseTo(
                        retrieval.at("/map/value").asDouble()
                                - retrieval.at("/by_embedding/map/value").asDouble(),
                        within(1e-12));
        assertThat(retrieval.at("/against_embedding/re_ranked_50"))
                .isEqualTo(retrieval.at("/against_embedding/whole_score")); // 6 candidates are all in a shortlist of 50
        assertThat(run("evaluate", data, "--model", model, "--protocol", "retrieval")
                        .out())
                .containsPattern("whole score {4}map [+-][0-9.]+ \\([+-][0-9.]+ to [+-][0-9.]+\\), recall at 1 [+-]")
                .containsPattern("re-ranked 100  map [+-]");
        assertThat(run("models", "show", model, "--json")
                        .json()
                        .at("/measured/evaluations/0/only/0")
                        .asText())
                .isEqualTo("*3.png");
    }

    static Stream<List<String>> mistakes() {
        return Stream.of(
                List.of("evaluate", data, "--protocol", "retrieval", "--measure", "guess"),
                List.of("evaluate", data, "--protocol", "retrieval", "--measure", "pixels", "--model", "characters"),
                List.of("evaluate", data, "--protocol", "retrieval", "--measure", "pixels", "--record"),
                List.of("evaluate", data, "--protocol", "retrieval", "--measure", "pixels", "--only", "a.png"),
                List.of("evaluate", data, "--protocol", "retrieval", "--measure", "pixels", "--only", "*[.png"),
                List.of("evaluate", data, "--protocol", "retrieval", "--measure", "pixels", "--only", "left/*"),
                List.of("evaluate", data, "--protocol", "retrieval", "--measure", "pixels", "--only", "*sign a*"),
                List.of("evaluate", data, "--protocol", "retrieval", "--format", "sorts"),
                List.of("data", "check", data, "--format", "pairs"),
                List.of("train", data, "--format", "classes", "--steps", "1", "--out", data + "-model"),
                List.of("train", data, "--leave-out", "*", "--steps", "1", "--out", data + "-model"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeGivesOneLineWithTheNextStep(List<String> arguments) {
        Result result = run(arguments.toArray(String[]::new));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err()).startsWith("likeness: ").doesNotContain("Exception");
    }

    @Test
    void helpListsFormatsAndMeasures() {
        assertThat(run("evaluate", "--help").out())
                .containsPattern("runs,\\s+pairs,\\s+homographies,\\s+photos,\\s+kinds,\\s+classes")
                .containsPattern("model:\\s+average-hash,\\s+boost-descriptor,")
                .contains("pixels", "sift", "vgg-descriptor")
                .contains("retrieval");
        assertThat(run("data", "--help").out()).containsPattern("kinds +the same things in two kinds");
    }
}
