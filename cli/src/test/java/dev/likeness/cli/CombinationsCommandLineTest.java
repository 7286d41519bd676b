package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of every sharing and of heads with one map, two maps and none: trained, checked, timed and compared with. */
class CombinationsCommandLineTest {
    @TempDir
    static Path folder;

    private static Path data;
    private static String a;
    private static String b;

    @BeforeAll
    static void draw() throws Exception {
        data = folder.resolve("data");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 4, 4, 4, 32, 3), data, Progress.NONE);
        try (Stream<Path> walk = Files.walk(data)) {
            List<Path> files = walk.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
            a = files.get(0).toString();
            b = files.get(5).toString();
        }
    }

    private static String trained(String name, String... words) {
        String model = folder.resolve(name).toString();
        Stream<String> settings = Stream.of(
                "train",
                data.toString(),
                "--out",
                model,
                "--steps",
                "6",
                "--threads",
                "1",
                "--set",
                "input.size=24",
                "--set",
                "design.widths=[6,6,8]",
                "--set",
                "schedule.identities=4",
                "--set",
                "selection.ways=4",
                "--set",
                "schedule.warm-up=2",
                "--set",
                "design.head-width=4",
                "--set",
                "design.embedding=8");
        Result result = run(Stream.concat(settings, Stream.of(words)).toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().contains("every comparison runs the whole network"))
                .isEqualTo(List.of(words).contains("early"));
        return model;
    }

    @ParameterizedTest
    @CsvSource({"separate, concat", "shared, nearest", "shared, correlation", "early, none"})
    void aModelIsCheckedTimedAndUsed(String sharing, String head) throws Exception {
        String model = trained(sharing + head, "--sharing", sharing, "--head", head);
        Path map = folder.resolve(sharing + head + ".png");

        Result checked = run("models", "check", model);
        JsonNode timed =
                run("models", "time", model, "--seconds", "0.3", "--json").json();
        Result compared = run("compare", a, b, "--model", model, "--map", map.toString(), "--json");

        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out().contains("sides differ")).isEqualTo(sharing.equals("separate"));
        assertThat(timed.get("microseconds_to_compare").asDouble()).isPositive();
        assertThat(timed.get("milliseconds_one_against_10000").asDouble()).isPositive();
        assertThat(timed.at("/cost/parameters").asLong()).isPositive();
        assertThat(timed.at("/cost/multiply_adds_to_encode").asLong() == 0).isEqualTo(sharing.equals("early"));
        assertThat(compared.json().get("score").isNumber()).isTrue();
        assertThat(ImageIO.read(map.toFile()).getWidth()).isGreaterThan(600);
        boolean symmetric = run("compare", b, a, "--model", model, "--json")
                        .json()
                        .get("score")
                        .asDouble()
                == compared.json().get("score").asDouble();
        assertThat(symmetric).isEqualTo(!sharing.equals("separate"));
    }

    @Test
    void aHeadWithoutAMapReportsIt() {
        String model = trained("cosine", "--head", "cosine");

        Result compared = run(
                "compare",
                a,
                b,
                "--model",
                model,
                "--map",
                folder.resolve("no.png").toString());

        assertThat(compared.code()).isEqualTo(2);
        assertThat(compared.err()).contains("has no map", "omit --map");
        assertThat(run("compare", a, b, "--model", model).code()).isZero();
    }

    @Test
    void theWidthOfAMatchedHeadIsRecorded() throws Exception {
        String model = trained("matched", "--head", "nearest", "--match", "parameters");

        JsonNode design = run("models", "show", model, "--json").json().get("design");

        assertThat(design.get("match").asText()).isEqualTo("parameters");
        assertThat(design.get("matched-head-width").asInt()).isGreaterThan(4);
    }
}
