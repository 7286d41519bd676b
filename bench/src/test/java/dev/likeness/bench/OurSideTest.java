package dev.likeness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our side runs, in seconds. */
class OurSideTest {
    @TempDir
    private Path folder;

    /** A real process with a real step of a small network, as the driver starts it. */
    @Test
    void aStepOfASmallNetworkIsMeasured() throws IOException, InterruptedException {
        Path recipe = Files.writeString(
                folder.resolve("small.yaml"),
                "{input: {size: 16, channels: grey}, design: {tower: plain}, schedule: {identities: 4}}\n");
        Settings settings = Settings.of(new String[] {"--seconds", "1", "--threads", "1"});
        Plan plan = new Plan(settings, folder, folder, false);

        Sample sample = Sample.of(plan.ours(
                List.of("-Xmx512m"), List.of("jmh", "StepBenchmark", "0.2", "recipe=" + recipe, "threads=1")));

        assertThat(sample.seconds()).isBetween(1e-5, 10.0);
        assertThat(sample.answer().path("seconds").asDouble()).isEqualTo(sample.seconds());
        assertThat(sample.megabytes()).isGreaterThan(30);
    }

    /** Whole runs in one folder, which end soon after their time. */
    @Test
    @Timeout(120)
    void aTrainingRunIsMeasured() throws Exception {
        DrawnPictures.Settings few = new DrawnPictures.Settings(DrawingStyle.STROKES, 2, 6, 4, 24, 3);
        DrawnPictures.write(few, folder.resolve("drawn"), Progress.NONE);
        Path recipe = Files.writeString(
                folder.resolve("small.yaml"),
                "{input: {size: 16, channels: grey}, design: {tower: plain}, schedule: {identities: 4}}\n");

        for (String precision : List.of("float", "mixed")) {
            double each = TrainingRunSpeed.secondsEach(
                    folder.resolve("drawn").toString(),
                    "classes",
                    recipe.toString(),
                    precision,
                    0.3,
                    1,
                    folder.resolve("out") + "");
            assertThat(each).isBetween(1e-6, 1.0);
        }
    }

    @Test
    void withoutAJsonLineTheWholeProcessCounts() throws IOException, InterruptedException {
        Sample sample = Sample.of(new Side("sleep", List.of("sleep", "0.4"), Map.of(), folder, 4));

        assertThat(sample.seconds()).isBetween(0.09, 5.0);
    }
}
