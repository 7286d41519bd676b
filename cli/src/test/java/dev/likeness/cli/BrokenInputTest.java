package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.files.FolderLock;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files and other files instead of pictures: one line, exit code 2, no stack trace; in data they are skipped.
 */
class BrokenInputTest {
    private static final String[] SMALL = {
        "--set", "input.size=24", "--set", "design.widths=[8,12]", "--set", "design.strides=[2,2]", "--set",
        "schedule.identities=4", "--set", "selection.ways=4", "--set", "selection.validations=1", "--steps", "3"
    };

    @TempDir
    Path folder;

    private Path data;
    private List<Path> files;

    @BeforeEach
    void draw() {
        data = folder.resolve("drawn");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 4, 5, 32, 3), data, Progress.NONE);
        files = DrawnFiles.of(data);
    }

    /** Damages pictures in all parts of the data: empty, truncated, text, and missing. */
    private List<String> breakSome(int count) throws IOException {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = files.get(files.size() * i / count + 2);
            byte[] whole = Files.readAllBytes(file);
            switch (i % 4) {
                case 0 -> Files.write(file, new byte[0]);
                case 1 -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
                case 2 -> Files.writeString(file, "no picture");
                default -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, folder.resolve("gone.png"));
                }
            }
            broken.add(data.relativize(file).toString());
        }
        return broken;
    }

    private static String[] with(String[] more, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void assertRefused(Result result, String... words) {
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines().filter(line -> !line.startsWith("[")))
                .hasSize(1);
        assertThat(result.err()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty.png, the file is empty",
        "'\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic', a.heic, the HEIC file is damaged",
        "'\u0000\u0000\u0000\u0018ftypavif\u0000\u0000\u0000\u0000mif1miaf', a.avif, the AVIF file is damaged",
        "hello, note.jpg, plain text",
        "'GIF89a', cut.gif, GIF file",
    })
    void aFileThatIsNotAPictureGivesOneLine(String contents, String name, String reason) throws IOException {
        Path file = Files.write(folder.resolve(name), contents.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(run("compare", file.toString(), files.get(0).toString()), file.toString(), reason);
        assertRefused(run("compare", files.get(0).toString(), file.toString(), "--json"), file.toString(), reason);
    }

    @Test
    void foldersAndAbsentFilesGiveOneLine() {
        String sound = files.get(0).toString();
        assertRefused(run("compare", data.toString(), sound), data + ": this is a folder");
        assertRefused(run("compare", sound, folder + "/absent.png"), "absent.png: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verification", "one-shot", "retrieval"})
    void aFewUnreadablePicturesAreSkippedNamedAndCounted(String protocol) throws Exception {
        List<String> broken = breakSome(3);
        JsonNode whole = run(
                        "evaluate",
                        data.toString(),
                        "--measure",
                        "pixels",
                        "--protocol",
                        protocol,
                        "--ways",
                        "4",
                        "--json")
                .json();
        assertThat(whole.get("skipped")).hasSizeBetween(1, 3);
        whole.get("skipped").forEach(name -> assertThat(broken).contains(name.asText()));

        assertRefused(
                run(
                        "evaluate",
                        data.toString(),
                        "--measure",
                        "pixels",
                        "--protocol",
                        protocol,
                        "--ways",
                        "4",
                        "--unreadable",
                        "0"),
                "no picture of these data may be skipped");
    }

    @Test
    void tooManyUnreadablePicturesStopAnEvaluation() throws IOException {
        breakSome(14);
        String[] command = {"evaluate", data.toString(), "--measure", "pixels", "--protocol", "retrieval"};
        assertRefused(run(command), "of 120 pictures cannot be read, but at most 10 may be", "data check");
        assertThat(run(with(new String[] {"--unreadable", "20%"}, command)).code())
                .isZero();
        assertRefused(
                run(with(new String[] {"--unreadable", "some"}, command)),
                "'some' is not a valid limit on unreadable pictures");
    }

    @Test
    void trainingSkipsAndReportsThem() throws Exception {
        List<String> broken = breakSome(4);
        Path model = folder.resolve("model");
        Result result = run(with(SMALL, "train", data.toString(), "--out", model.toString(), "--json"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().get("skipped"))
                .hasSize(4)
                .allSatisfy(name -> assertThat(broken).contains(name.asText()));
        assertRefused(
                run(with(SMALL, "train", data.toString(), "--out", folder + "/strict", "--unreadable", "0")),
                "no picture of these data may be skipped");
    }

    @Test
    void theDataCheckReportsAllOfThem() throws Exception {
        List<String> broken = breakSome(14);
        Result result = run("data", "check", data.toString(), "--json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().get("unreadable")).hasSize(14);
        result.json()
                .get("unreadable")
                .forEach(one -> assertThat(broken).contains(one.get("name").asText()));
    }

    @Test
    void theDataCheckFindsAPictureInTwoSplits() throws Exception {
        Path csv = data.resolve("pairs.csv");
        List<String> names =
                files.stream().map(file -> data.relativize(file).toString()).toList();
        Files.copy(files.get(0), data.resolve("again.png"));
        Files.writeString(
                csv,
                "a,b,label,split\n" + names.get(0) + "," + names.get(1) + ",1,train\n" + names.get(40)
                        + ",again.png,0,test\n");
        Result result = run("data", "check", csv.toString(), "--json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().get("across_splits").get(0)).hasSize(2);
        assertThat(run("data", "check", csv.toString()).out()).contains("in pairs of different splits: 1");
    }

    @Test
    void aSecondTrainingInTheSameFolderIsRefused() {
        Path model = folder.resolve("model");
        try (FolderLock lock = FolderLock.of(model.resolve("training"), "training run")) {
            assertThat(lock).isNotNull();
            assertRefused(
                    run(with(SMALL, "train", data.toString(), "--out", model.toString())),
                    "another process is at work on this training run");
        }
        assertThat(run(with(SMALL, "train", data.toString(), "--out", model.toString()))
                        .code())
                .isZero();
    }
}
