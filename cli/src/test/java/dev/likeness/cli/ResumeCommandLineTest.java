package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.data.DataSelection;
import dev.likeness.data.format.DataFormats;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.Length;
import dev.likeness.train.RunRecord;
import dev.likeness.train.Trainer;
import dev.likeness.train.TrainingSettings;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --resume}: a run continues with its recorded options. */
class ResumeCommandLineTest {
    private static final int STEPS = 8;
    private static final List<String> SMALL = List.of(
            "--tower=plain",
            "--set=input.size=24",
            "--set=design.widths=[8, 8, 8]",
            "--set=design.embedding=16",
            "--set=schedule.identities=6",
            "--set=schedule.warm-up=3",
            "--set=selection.ways=4",
            "--set=selection.validations=2");
    private static final List<String> OPTIONS =
            List.of("--steps=" + STEPS, "--seed=5", "--threads=1", "--leave-out=*1.png");

    @TempDir
    static Path folder;

    private static Path data = Path.of("");
    private static Path whole = Path.of("");

    private Path out = Path.of("");

    @BeforeAll
    static void trainWithoutStopping() {
        data = folder.resolve("signs");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 4, 4, 32, 3), data, Progress.NONE);
        whole = folder.resolve("whole/model");
        assertThat(train(whole, data.toString(), SMALL, OPTIONS).code()).isZero();
    }

    private static Result train(Path out, String data, List<String> recipe, List<String> options) {
        List<String> words = new ArrayList<>(List.of("train", data, "--out", out.toString()));
        words.addAll(recipe);
        words.addAll(options);
        return run(words.toArray(String[]::new));
    }

    /** The same run, stopped in the middle as by Ctrl-C, with the record that the command writes. */
    @BeforeEach
    void begin(TestInfo test) throws Exception {
        out = folder.resolve(test.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-"))
                .resolve("model");
        Result printed = run(words("train", SMALL, "--print-recipe"));
        Recipe recipe = Recipes.read(Files.writeString(folder.resolve("recipe.yaml"), printed.out()))
                .toRecipe();
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (String option : OPTIONS) {
            options.put(option.split("=", 2)[0], List.of(option.split("=", 2)[1]));
        }
        AtomicInteger asked = new AtomicInteger();
        TrainingSettings settings = TrainingSettings.builder(out, recipe)
                .length(new Length.Steps(STEPS))
                .seed(5)
                .threads(1)
                .selection(new DataSelection(List.of(), List.of("*1.png")))
                .record(new RunRecord(data.toAbsolutePath().toString(), options, recipe))
                .build();
        assertThat(new Trainer(settings, Progress.NONE, () -> asked.incrementAndGet() > 5).run(DataFormats.open(data)))
                .isEmpty();
    }

    private static String[] words(String command, List<String> some, String... more) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(some);
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static void assertSameAsWhole(Path out) throws Exception {
        for (String file : List.of("encoder.onnx", "head.onnx", "weights.safetensors")) {
            assertThat(out.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(card(out)).isEqualTo(card(whole));
        assertThat(out.resolve("training")).doesNotExist();
    }

    /** The card without its {@code run} block, the only part that may differ. */
    private static String card(Path model) throws Exception {
        ObjectNode card = (ObjectNode)
                new ObjectMapper().readTree(model.resolve("model.json").toFile());
        card.remove("run");
        return card.toString();
    }

    @Test
    void continuesWithoutTheData() throws Exception {
        Result result = run("train", "--out", out.toString(), "--resume");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("after " + STEPS + " steps");
        assertSameAsWhole(out);
        Result again = run("train", "--out", out.toString(), "--resume");
        assertThat(again.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(again.err()).contains("finished", "nothing to resume").hasLineCount(1);
    }

    @Test
    void continuesWithOnlyTheData() throws Exception {
        Result result = run("train", data.toString(), "--out", out.toString(), "--resume", "--json");

        assertThat(result.json().get("steps").asInt()).isEqualTo(STEPS);
        assertSameAsWhole(out);
    }

    @Test
    void continuesWithAllOptionsGivenAgain() throws Exception {
        List<String> again = new ArrayList<>(OPTIONS);
        again.addAll(List.of("--resume", "--unreadable=0"));

        assertThat(train(out, data.toString(), SMALL, again).err()).isEmpty();
        assertSameAsWhole(out);
    }

    @Test
    void continuesWithMovedData() throws Exception {
        Path moved = folder.resolve("moved-signs/signs");
        copy(data, moved);
        Path record = out.resolve("training/run.json");
        Files.writeString(record, Files.readString(record).replace(data.toString(), data + "-gone"));

        Result lost = run("train", "--out", out.toString(), "--resume");
        assertThat(lost.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(lost.err())
                .contains(data + "-gone", "not there any more", "--resume")
                .hasLineCount(1);
        assertThat(run("train", moved.toString(), "--out", out.toString(), "--resume")
                        .err())
                .isEmpty();
        assertSameAsWhole(out);
    }

    private static void copy(Path from, Path to) throws Exception {
        for (Path file : DrawnFiles.of(from)) {
            Path copied = to.resolve(from.relativize(file));
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied);
        }
    }

    /** The record may be damaged or untrusted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threads | -3 | --threads is -3; allowed: 1 or more",
                "--steps | many | the record of the run in it cannot be used (Invalid value for option '--steps'",
                "--nothing | 1 | the record of the run in it cannot be used (Unknown option: '--nothing=1')",
                "--tower-weights | a\0b | the record of the run in it cannot be used (Invalid value for option"
                        + " '--tower-weights'",
            })
    void anInvalidRecordIsRefusedInOneLine(String option, String value, String said) throws Exception {
        record(record -> ((ObjectNode) record.get("options")).putArray(option).add(value.replace("\\0", "\0")));
        assertRefused(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void anInvalidRecordedPathIsRefusedInOneLine(String place) throws Exception {
        record(record -> record.put("data", place));
        assertRefused("the record of the run in it cannot be used (the path of the data");
    }

    @Test
    void aRunIsNotResumedIntoItsRecordedInput() throws Exception {
        record(record -> record.put("data", folder.toString()));
        assertRefused("an input of this run (DATA");
        record(record -> record.put("data", data.toString()));
        record(record -> ((ObjectNode) record.get("options")).putArray("--from").add(out.toString()));
        assertRefused("an input of this run (--from");
    }

    private void record(Consumer<ObjectNode> change) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        File file = out.resolve("training/run.json").toFile();
        ObjectNode record = (ObjectNode) mapper.readTree(file);
        change.accept(record);
        mapper.writeValue(file, record);
    }

    private void assertRefused(String said) {
        Result result = run("train", "--out", out.toString(), "--resume");
        assertThat(result.err()).contains(said).hasLineCount(1).doesNotContain("\0");
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(out.resolve("model.json")).doesNotExist();
        assertThat(out.resolve("training/checkpoint.safetensors")).exists();
    }

    /** The data are absent, so the refusal comes before they are read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed=6 | --seed 5, and --seed 6 is given",
                "--steps=9 | --steps 8, and --steps 9 is given",
                "--minutes=3 | --steps 8, and --minutes 3 is given",
                "--threads=2 | --threads 1, and --threads 2 is given",
                "--leave-out=*2.png | --leave-out *1.png, and --leave-out *2.png is given",
                "--only=*2.png | no --only, and --only *2.png is given",
                "--format=classes | no --format, and --format classes is given",
                "--from=characters | no --from, and --from characters is given",
                "--head=concat | design.head blend in its recipe, and concat is given",
                "--tower=residual | design.tower plain in its recipe, and residual is given",
                "--sharing=early | design.sharing shared in its recipe, and early is given",
                "--target=triplet | objective.target {cross-entropy: 1, info-nce: 1} in its recipe, and {triplet:"
                        + " 1} is given",
                "--set=input.size=32 | input.size 24 in its recipe, and 32 is given",
                "--set=schedule.learning-rate=0.004 | schedule.learning-rate 0.002 in its recipe, and 0.004 is given",
                "--set=input.szie=32 | there is no 'input.szie'",
            })
    void aDifferentOptionIsNamedWithBothValues(String option, String said) throws Exception {
        Result result = run("train", "absent", "--out", out.toString(), "--resume", option);

        assertThat(result.err()).contains(said).hasLineCount(1);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(out.resolve("training/checkpoint.safetensors")).exists();
    }

    @Test
    void otherDataAreRefusedBeforeTheyAreRead() throws Exception {
        Path others = folder.resolve("others");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 4, 4, 32, 4), others, Progress.NONE);
        Files.writeString(DrawnFiles.of(others).get(0), "no picture: it would be named if it were read");

        Result result = run("train", others.toString(), "--out", out.toString(), "--resume", "--unreadable=0");

        assertThat(result.err()).contains("another data: it was ").hasLineCount(1);
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void withoutARunThereIsNothingToResume() throws Exception {
        Path none = folder.resolve("none");
        assertThat(run("train", "--out", none.toString(), "--resume").err())
                .contains("there is no run in it")
                .hasLineCount(1);
        assertThat(run("train", "--out", none.toString()).err()).contains("train takes the data");
        Files.writeString(out.resolve("training/run.json"), "{\"data\": 3");
        assertThat(run("train", "--out", out.toString(), "--resume").err())
                .contains("run.json", "cannot be read", "remove it")
                .hasLineCount(1);
    }

    /** The record that the runs above begin with equals the record of the command, read while it trains. */
    @Test
    void theCommandRecordsItsOptions() throws Exception {
        int steps = 60;
        Optional<RunRecord> read = recordOf(steps);
        while (read.isEmpty()) { // the run ended before the record was read; a longer run is tried
            steps *= 2;
            read = recordOf(steps);
        }
        RunRecord record = read.get();

        assertThat(record.data()).isEqualTo(data.toAbsolutePath().toString());
        assertThat(record.options())
                .containsEntry("--steps", List.of(String.valueOf(steps)))
                .containsEntry("--seed", List.of("5"))
                .containsEntry("--leave-out", List.of("*1.png"))
                .containsEntry("--unreadable", List.of("2%"))
                .containsEntry(
                        "--threads", List.of(String.valueOf(Runtime.getRuntime().availableProcessors())))
                .hasSize(5);
        assertThat(record.recipe()).isEqualTo(RunRecord.in(out).orElseThrow().recipe());
    }

    /** The record of a running training, if it was read in time; it is removed after the run. */
    private static Optional<RunRecord> recordOf(int steps) throws Exception {
        Path begun = folder.resolve("recorded-" + steps).resolve("model");
        List<String> options = List.of("--steps=" + steps, "--seed=5", "--leave-out=*1.png", "--unreadable=2%");
        CompletableFuture<Result> training =
                CompletableFuture.supplyAsync(() -> train(begun, data.toString(), SMALL, options));
        Optional<RunRecord> record = RunRecord.in(begun);
        while (record.isEmpty() && !training.isDone()) {
            Thread.sleep(2);
            record = RunRecord.in(begun);
        }
        assertThat(training.get().err()).isEmpty();
        assertThat(begun.resolve("training/run.json")).doesNotExist();
        return record;
    }
}
