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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
