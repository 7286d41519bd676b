package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.progress.Progress;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The study as a user meets it. */
class StudyCommandLineTest {
    @TempDir
    static Path folder;

    private static Path data = Path.of("");

    @BeforeAll
    static void pictures() throws Exception {
        data = folder.resolve("signs");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 4, 4, 32, 3), data, Progress.NONE);
    }

    private static Result study(Path pictures, Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("study", pictures.toString(), "--out", out.toString()));
        words.addAll(List.of("--steps", "6", "--threads", "1", "--timing", "0.1", "--resamples", "100"));
        words.addAll(List.of("--pairs", "60", "--ways", "4", "--runs", "6"));
        for (String field : List.of(
                "input.size=24",
                "design.widths=[8,8,8]",
                "design.head-width=8",
                "design.embedding=16",
                "schedule.identities=6",
                "schedule.warm-up=3",
                "selection.ways=4",
                "selection.validations=1")) {
            words.addAll(List.of("--set", field));
        }
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void comparesHeadsAndWritesTheReport() throws Exception {
        Path out = folder.resolve("study");
        Result first = study(data, out, "--heads", "concat,cosine", "--seeds-of", "cosine=1", "--measures", "pixels");

        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("concat", "cosine", "pixels", "report.html");
        assertThat(Files.readString(out.resolve("report.html"))).startsWith("<!doctype html>");
        assertThat(Files.readAllLines(out.resolve("study.csv"))).hasSize(4);
        assertThat(out.resolve("study.json")).isNotEmptyFile();

        JsonNode again = study(
                        data,
                        out,
                        "--heads",
                        "concat,cosine",
                        "--seeds-of",
                        "cosine=1",
                        "--measures",
                        "pixels",
                        "--json")
                .json();
        assertThat(again.path("contenders")).hasSize(3);
        assertThat(again.path("command").asText()).startsWith("likeness study ").doesNotContain("--json");
        assertThat(again.path("baseline").asText()).isEqualTo("concat");
    }

    static Stream<Arguments> mistakes() throws Exception {
        Path one = folder.resolve("one");
        Path single = folder.resolve("single");
        Path sign;
        try (Stream<Path> files = Files.walk(data)) {
            sign = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        for (int i = 0; i < 6; i++) {
            copy(sign, one.resolve("all/thing/" + i + ".png"));
            copy(sign, single.resolve("group/thing" + i + "/only.png"));
        }
        Path letter = folder.resolve("mine/letter.txt");
        Files.createDirectories(letter.getParent());
        Files.writeString(letter, "dear");
        Path recipe = Files.writeString(folder.resolve("bad.yaml"), "design: {haed: concat}\n");
        return Stream.of(
                Arguments.of(data, "heads", List.of("--heads", "concat,konkat"), "did you mean 'concat'"),
                Arguments.of(data, "recipe", List.of("--recipe", recipe.toString()), "haed"),
                Arguments.of(data, "range", List.of("--set", "selection.hold-out=2"), "selection.hold-out"),
                Arguments.of(data, "match", List.of("--heads", "concat,cosine", "--match", "parameters"), "cosine"),
                Arguments.of(data, "figure", List.of("--figure", "acc"), "no figure 'acc'"),
                Arguments.of(data, "baseline", List.of("--baseline", "nobody"), "baseline 'nobody'"),
                Arguments.of(data, "seeds", List.of("--seeds", "0"), "0 seeds"),
                Arguments.of(data, "seeds-of", List.of("--seeds-of", "noone=3"), "noone"),
                Arguments.of(data, "measure", List.of("--measures", "pixls"), "did you mean 'pixels'"),
                Arguments.of(data, "alone", List.of("--heads", "concat", "--measures", "none"), "two contenders"),
                Arguments.of(data, "overlap", List.of("--test", "*1.png"), "both sides of the split"),
                Arguments.of(data, "nothing", List.of("--test", "nowhere*"), "pairs were requested"),
                Arguments.of(data, "share", List.of("--test-share", "1.5"), "between 0 and 1"),
                Arguments.of(one, "of-one", List.of("--format", "classes"), "1 identity"),
                Arguments.of(single, "of-single", List.of(), "identit"),
                Arguments.of(folder.resolve("absent"), "absent", List.of(), "absent"),
                Arguments.of(data, "mine", List.of(), "letter.txt"));
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLineBeforeAnyTraining(Path pictures, String out, List<String> more, String said) {
        Result result = study(pictures, folder.resolve(out), more.toArray(String[]::new));

        assertThat(result.err()).startsWith("likeness: ").contains(said).doesNotContain("Exception");
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(folder.resolve(out).resolve("runs")).doesNotExist();
    }

    @Test
    void aStudyOfOtherDataIsRefused() throws Exception {
        Path out = folder.resolve("of-signs");
        assertThat(study(data, out, "--heads", "concat", "--seeds", "1", "--measures", "pixels")
                        .code())
                .isZero();
        Path others = folder.resolve("others");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.SHAPES, 6, 4, 4, 32, 5), others, Progress.NONE);

        Result result = study(others, out, "--heads", "concat", "--seeds", "1", "--measures", "pixels");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("the study in it has data", "another --out");
    }

    @Test
    void helpTeaches() {
        assertThat(run("study", "--help").out())
                .contains("Usage: likeness study", "--seeds-of", "xample", "--baseline");
    }
}
