package dev.likeness.cli;

import static dev.likeness.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --from} a bundled model. */
class FineTuningCommandLineTest {
    @TempDir
    Path folder;

    @Test
    void theRecipeIsThatOfTheModelWithAScheduleForFineTuning() throws Exception {
        JsonNode own = run("models", "show", "photos", "--json").json().at("/provenance/recipe");
        JsonNode tuned =
                run("train", "--from", "photos", "--print-recipe", "--json").json();

        for (String section : new String[] {"input", "design", "objective"}) {
            assertThat(tuned.get(section)).as(section).isEqualTo(own.get(section));
        }
        assertThat(tuned.at("/augmentation/views").asText()).isEqualTo("auto");
        assertThat(tuned.at("/schedule/identities").asInt())
                .isLessThan(own.at("/schedule/identities").asInt());
        assertThat(tuned.at("/schedule/warm-up").asInt())
                .isLessThan(own.at("/schedule/warm-up").asInt());
        JsonNode chosen = run(
                        "train",
                        "--from",
                        "photos",
                        "--print-recipe",
                        "--json",
                        "--set",
                        "schedule.frozen=tower",
                        "--set",
                        "schedule.tower-rate=0.25")
                .json();
        assertThat(chosen.at("/schedule/frozen").asText()).isEqualTo("tower");
        assertThat(chosen.at("/schedule/tower-rate").asDouble()).isEqualTo(0.25);
    }

    @Test
    void aTunedModelNamesTheModelThatItStartedFrom() throws Exception {
        Path pictures = folder.resolve("pictures");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 3, 4, 3, 32, 3), pictures, Progress.NONE);
        String model = folder.resolve("tuned").toString();
        Result trained =
                run("train", pictures.toString(), "--from", "photos", "--out", model, "--steps", "2", "--threads", "1");
        assertThat(trained.code()).as(trained.err()).isZero();

        String weights = run("models", "show", "photos", "--json")
                .json()
                .at("/files/weights.safetensors")
                .asText();
        assertThat(run("models", "show", model).out()).contains("from photos with the weights " + weights);
        assertThat(run("models", "check", model).code()).isZero();
    }

    @Test
    void frozenLayersNeedAModel() {
        Result refused = run("train", "absent", "--out", "model", "--set", "schedule.frozen=tower", "--steps", "2");

        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err())
                .contains("schedule.frozen is 'tower'", "add --from MODEL, or --set schedule.frozen=none");
    }
}
