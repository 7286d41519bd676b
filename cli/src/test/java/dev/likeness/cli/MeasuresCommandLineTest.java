package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classical measures, as users type them; they come from several modules. */
class MeasuresCommandLineTest {
    @TempDir
    private Path folder;

    static Stream<String> names() {
        return Measures.names().stream();
    }

    @Test
    void theMeasuresOfTheManualExist() {
        assertThat(names())
                .containsExactly(
                        "average-hash",
                        "boost-descriptor",
                        "difference-hash",
                        "histogram",
                        "mse",
                        "mutual-information",
                        "ncc",
                        "nearest-pixels",
                        "orb",
                        "perceptual-hash",
                        "pixels",
                        "sift",
                        "sift-descriptor",
                        "ssim",
                        "vgg-descriptor");
    }

    @Test
    void theMeasuresAreListedForPrograms() throws Exception {
        List<String> listed = new ArrayList<>();
        run("models", "list", "--json").json().get("measures").forEach(name -> listed.add(name.asText()));
        assertThat(listed).isEqualTo(Measures.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"elapsed time", "processor time"})
    void aMeasureIsTimed(String clock) throws Exception {
        List<String> words = new ArrayList<>(List.of("models", "time", "--measure", "pixels", "--seconds", "0.3"));
        if (clock.equals("processor time")) {
            words.add("--processor-time");
        }
        words.add("--json");

        JsonNode timed = run(words.toArray(String[]::new)).json();

        assertThat(timed.get("clock").asText()).isEqualTo(clock);
        assertThat(timed.get("milliseconds_to_encode").asDouble()).isPositive();
        assertThat(timed.get("microseconds_to_compare").asDouble()).isPositive();
        assertThat(timed.get("milliseconds_one_against_10000").asDouble()).isPositive();
    }

    @Test
    void oneModelOrOneMeasureIsTimed() {
        assertThat(run("models", "time").err()).contains("neither a model nor --measure");
        assertThat(run("models", "time", "photos", "--measure", "ssim").err()).contains("omit the other");
        assertThat(run("models", "time", "--measure", "sfit").err()).contains("sfit", "sift");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyListedMeasureOpens(String name) {
        try (Measure measure = Measures.named(name)) {
            Code code = measure.encode(new Picture(2, 1, new byte[] {1, 2, 3, 90, 80, 70}), Side.A);
            assertThat(measure.name()).isEqualTo(name);
            assertThat(measure.compare(code, code)).isFinite();
        }
    }

    @Test
    void matchingDrawnPicturesScoreHigher() throws Exception {
        String data = folder.resolve("drawn").toString();
        assertThat(run("data", "draw", "--out", data, "--groups", "1", "--identities", "12", "--pictures", "3")
                        .code())
                .isZero();
        for (String name : new String[] {"ssim", "ncc", "sift"}) {
            JsonNode result = run(
                            "evaluate",
                            data,
                            "--measure",
                            name,
                            "--protocol",
                            "verification",
                            "--pairs",
                            "60",
                            "--json")
                    .json();
            assertThat(result.get("measure").asText()).isEqualTo(name);
            assertThat(result.get("pairs").asInt()).isPositive();
            assertThat(result.at("/auc/value").asDouble()).as(name).isBetween(0.5, 1.0);
        }
    }
}
