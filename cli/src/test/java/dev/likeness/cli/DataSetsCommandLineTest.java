package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.data.LabelledPicture;
import dev.likeness.picture.PictureFile;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Typical data sets: split into folders, labelled in file names, listed in CSV files with mistakes. */
class DataSetsCommandLineTest {
    private static final String[] SMALL = {
        "--set", "input.size=24", "--set", "design.widths=[8,12]", "--set", "design.strides=[2,2]", "--set",
        "schedule.identities=4", "--set", "selection.ways=4", "--set", "selection.validations=1", "--steps", "3"
    };

    @TempDir
    static Path folder;

    private static Path splits;
    private static Path named;

    /**
     * Eight drawn things, nine pictures each: three in each of three splits, and all in one folder of numbered names.
     */
    @BeforeAll
    static void draw() throws IOException {
        splits = folder.resolve("splits");
        named = Files.createDirectories(folder.resolve("named"));
        List<String> names = List.of("train", "val", "test");
        int picture = 0;
        for (LabelledPicture drawn :
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 1, 8, 9, 32, 3))) {
            int thing = picture / 9 + 1;
            Path split = splits.resolve(names.get(picture % 9 / 3)).resolve("thing" + thing);
            Files.createDirectories(split);
            PictureFile.write(drawn.source().read(), split.resolve(picture % 9 + ".png"));
            PictureFile.write(drawn.source().read(), named.resolve("thing" + thing + "__" + picture % 9 + ".png"));
            picture++;
        }
    }

    private static Result small(String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(SMALL));
        return run(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return run(all.toArray(String[]::new)).json();
    }

    @Test
    void aCheckReportsEachSplit() throws Exception {
        JsonNode check = json("data", "check", splits.toString());
        assertThat(check.get("ok").asBoolean()).isTrue();
        assertThat(check.get("identities").asInt()).isEqualTo(8);
        assertThat(check.get("groups").asInt()).isZero();
        assertThat(check.get("splits").get(1))
                .hasToString("{\"split\":\"validation\",\"pictures\":24,\"identities\":8,"
                        + "\"identities_with_matches\":8,\"also_in_train\":8}");
        assertThat(check.get("widths")).hasToString("{\"min\":32,\"max\":32}");
        Result text = run("data", "check", splits.toString());
        assertThat(text.out())
                .contains(
                        "split test: 24 pictures of 8 identities, 8 of them also in train: figures on it hold for"
                                + " new pictures of known identities",
                        "widths: 32 to 32 pixels, heights: 32 to 32 pixels");
        assertThat(json("data", "check", splits.toString(), "--split", "val")
                        .get("pictures")
                        .asInt())
                .isEqualTo(24);
        assertThat(run("data", "check", splits.toString(), "--split", "third").err())
                .contains("there is no split 'third'; allowed are train, val, test and all");
    }

    @Test
    void splitsAreUsedForTrainingCalibrationAndEvaluation() throws Exception {
        String model = folder.resolve("model").toString();
        Result trained = small("train", splits.toString(), "--out", model);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("on the split validation, held-out pictures of 8 identities, 8 of which are in training");
        JsonNode card = json("models", "show", model);
        assertThat(card.at("/provenance/training_pictures").asInt()).isEqualTo(24);
        assertThat(card.at("/measured/held_out/split").asText()).isEqualTo("validation");
        assertThat(card.at("/measured/held_out/also_trained_identities").asInt())
                .isEqualTo(8);

        JsonNode judged = json("evaluate", splits.toString(), "--model", model, "--protocol", "retrieval");
        assertThat(judged.get("queries").asInt()).isEqualTo(24);
        assertThat(judged.get("judged_by"))
                .hasToString("{\"split\":\"test\",\"pictures\":24,\"identities\":8,\"also_in_train\":8}");
        assertThat(run("evaluate", splits.toString(), "--model", model, "--protocol", "retrieval", "--split", "train")
                        .err())
                .contains("was trained on identities of these data");
        Result test =
                run("evaluate", splits.toString(), "--model", model, "--protocol", "retrieval", "--split", "test");
        assertThat(test.err()).isEmpty();
        assertThat(test.out()).contains("split          test");

        JsonNode calibrated = json(
                "models", "calibrate", splits.toString(), "--model", model, "--out", model + "-2", "--pairs", "40");
        assertThat(calibrated.at("/calibrated_on/also_trained_identities").asInt())
                .isEqualTo(8);
    }

    @Test
    void labelsAreTakenFromFileNamesAndRecorded() throws Exception {
        JsonNode plain = json("data", "check", named.toString());
        assertThat(plain.get("identities").asInt()).isEqualTo(72);
        String regex = plain.at("/file_names_look_like_labels/labels").asText();
        assertThat(plain.at("/file_names_look_like_labels/identities").asInt()).isEqualTo(8);
        Result text = run("data", "check", named.toString());
        assertThat(text.out())
                .contains("the names of 72 files look like labels: 8 identities, such as thing1 and thing2", regex)
                .doesNotContain("\nno faults found\n");

        JsonNode labelled = json("data", "check", named.toString(), "--labels", regex);
        assertThat(labelled.get("identities").asInt()).isEqualTo(8);
        assertThat(labelled.get("labels").asText()).isEqualTo(regex);
        assertThat(labelled.has("file_names_look_like_labels")).isFalse();

        String model = folder.resolve("labelled").toString();
        Result trained = small("train", named.toString(), "--labels", regex, "--out", model);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(json("models", "show", model).at("/provenance/labels").asText())
                .isEqualTo(regex);
        JsonNode calibrated = json(
                "models",
                "calibrate",
                named.toString(),
                "--labels",
                regex,
                "--model",
                model,
                "--out",
                model + "-2",
                "--pairs",
                "20");
        assertThat(calibrated.at("/calibrated_on/trained_identities_left_out").asInt())
                .isEqualTo(6);
        assertThat(calibrated.at("/calibrated_on/identities").asInt()).isEqualTo(2);

        Result wrong = run("data", "check", named.toString(), "--labels", "^(x)");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("does not match the file name thing1__0.png and 71 other names, of 72 names");
    }

    @Test
    void anEvaluationReportsViewsAndMissingPairs() throws Exception {
        JsonNode photos = json("evaluate", named.toString(), "--measure", "pixels", "--protocol", "retrieval");
        assertThat(photos.get("views")).hasToString("{\"photographs\":72,\"generated_per_photograph\":3}");
        assertThat(run("evaluate", named.toString(), "--measure", "pixels", "--protocol", "retrieval")
                        .out())
                .contains("each of the 72 matches its 3 altered views, which are generated for this evaluation");
        String[] pairs = {"evaluate", splits.toString(), "--measure", "pixels", "--protocol", "verification", "--pairs"
        };
        List<String> few = new ArrayList<>(List.of(pairs));
        few.add("1000");
        JsonNode result = json(few.toArray(String[]::new));
        assertThat(result.get("pairs").asInt()).isEqualTo(48);
        assertThat(result.at("/pairs_asked/asked").asInt()).isEqualTo(1000);
        assertThat(result.at("/pairs_asked/distinct_matching_pairs").asInt()).isEqualTo(24);
        assertThat(run(few.toArray(String[]::new)).out())
                .contains("1000 were requested: no pair is drawn twice", "24 distinct pairs that match");
        few.set(few.size() - 1, "40");
        assertThat(json(few.toArray(String[]::new)).has("pairs_asked")).isFalse();
    }

    @Test
    void aBadRowOfPairsFillsTheErrorColumn() throws Exception {
        Path csv = folder.resolve("rows.csv");
        Files.write(
                csv,
                ("\ufeffID; A ;\"B\"\n1;named/thing1__0.png;named/thing1__1.png\n2;named/thing1__0.png;na\0med.png\n"
                                + "3;named/thing1__0.png;named/gone.png\n4;\"named/thing1__0.png;x\n5;;named/thing1__0.png\n"
                                + "6;named/thing1__0.png\n7;named/thing1__0.png;named/thing1__1.png\n")
                        .getBytes(StandardCharsets.UTF_8));
        Result result = run("compare", "--pairs", csv.toString());
        assertThat(result.code()).isEqualTo(2);
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).isEqualTo("a,b,score,probability,match,error,in_domain,model,ID");
        assertThat(lines.get(1)).endsWith(",1");
        assertThat(lines.get(2)).contains("row 3: it contains a NUL character");
        assertThat(lines.get(3)).contains("gone.png", ",,,");
        assertThat(lines.get(4)).contains("row 5: it has an unclosed quote");
        assertThat(lines.get(5)).contains("row 6, column a is empty");
        assertThat(lines.get(6)).contains("row 7: it has 2 fields, but the header has 3");
        assertThat(lines.get(7))
                .isEqualTo(lines.get(1).substring(0, lines.get(1).length() - 1) + "7");
        JsonNode json = run("compare", "--pairs", csv.toString(), "--json").json();
        assertThat(json.get("pairs").asInt()).isEqualTo(7);
        assertThat(json.get("failed").asInt()).isEqualTo(5);
        assertThat(json.at("/answers/6/columns/ID").asText()).isEqualTo("7");
    }

    @Test
    void aFileWithoutTheColumnsOrRowsIsRefused() throws IOException {
        for (String csv : List.of("", "left,right\n", "left,right\nx,y\n", "a,b\n")) {
            Path file = Files.writeString(folder.resolve("wrong.csv"), csv);
            for (List<String> command : List.of(List.of("compare", "--pairs"), List.of("data", "check"))) {
                List<String> arguments = new ArrayList<>(command);
                arguments.add(file.toString());
                Result result = run(arguments.toArray(String[]::new));
                assertThat(result.code()).isEqualTo(2);
                assertThat(result.out()).isEmpty();
                assertThat(result.err().strip().lines()).hasSize(1);
                assertThat(result.err()).contains(file.toString(), "expected");
            }
        }
    }

    @Test
    void badRowsOfPairsAreSkippedNamedAndCounted() throws Exception {
        Path csv = Files.writeString(folder.resolve("labelled.csv"), """
                a,b,label
                named/thing1__0.png,named/thing1__1.png,yes
                named/thing1__0.png,named/thing2__1.png,no
                named/thing1__0.png,named/gone.png,yes
                named/thing1__0.png,named/thing2__2.png,perhaps
                """);
        JsonNode check = json("data", "check", csv.toString());
        assertThat(check.get("ok").asBoolean()).isFalse();
        assertThat(check.get("unusable_rows")).hasSize(2);
        assertThat(check.at("/unusable_rows/0/name").asText()).isEqualTo("labelled.csv, row 4");
        assertThat(run("data", "check", csv.toString()).out())
                .contains("rows that are not pairs: 2", "row 5: the label");
        String[] evaluate = {"evaluate", csv.toString(), "--measure", "pixels", "--protocol", "verification"};
        JsonNode result = json(evaluate);
        assertThat(result.get("pairs").asInt()).isEqualTo(2);
        assertThat(result.get("skipped")).hasToString("[\"labelled.csv, row 4\",\"labelled.csv, row 5\"]");
        List<String> strict = new ArrayList<>(List.of(evaluate));
        strict.addAll(List.of("--unreadable", "1"));
        Result refused = run(strict.toArray(String[]::new));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("at most 1 may be", "row 4: there");
    }
}
