package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.Classes;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real training process at random moments ({@code kill -9}) and resumes it: the model is the same to the byte. */
class KillTest {
    private static final int STEPS = 240;
    private static final int KILLS = 3;
    private static final int ATTEMPTS = 20;

    @TempDir
    Path folder;

    /** The main method of the killed process: one training run, resumed if there is a checkpoint. */
    public static void main(String[] arguments) throws InterruptedException {
        train(Path.of(arguments[0]));
    }

    private static void train(Path out) throws InterruptedException {
        var pictures = DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 4, 4, 32, 3));
        var recipe = Recipes.defaults()
                .with("input", "size", "24")
                .with("design", "widths", "[8, 8, 8]")
                .with("design", "embedding", "16")
                .with("schedule", "identities", "8")
                .with("schedule", "warm-up", "3")
                .with("selection", "ways", "4")
                .with("selection", "validations", "60") // a checkpoint after each
                .toRecipe();
        TrainingSettings settings = TrainingSettings.builder(out, recipe)
                .length(new Length.Steps(STEPS))
                .threads(2)
                .resume(true)
                .build();
        new Trainer(settings, Progress.NONE, () -> false).run(new Classes("drawn", pictures, "hash"));
    }

    @Test
    void aKilledRunResumesToTheSameModel() throws Exception {
        Path whole = folder.resolve("whole").resolve("model");
        train(whole);
        long seed = System.nanoTime();
        System.out.println("KillTest: moments from seed " + seed);
        Random random = new Random(seed);
        Path killed = killed(random);
        Process last = start(killed);
        boolean ended = last.waitFor(10, TimeUnit.MINUTES); // in case the process hangs; it takes seconds
        last.destroyForcibly();
        assertThat(ended).isTrue();

        for (String file : List.of("encoder.onnx", "head.onnx", "weights.safetensors")) {
            assertThat(Files.readAllBytes(killed.resolve(file)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(whole.resolve(file)));
        }
        assertThat(card(killed)).isEqualTo(card(whole));
        assertThat(killed.resolve("training")).doesNotExist();
    }

    /**
     * A folder whose run was killed at least once after its first checkpoint and before its model was written. A run that
     * ends before its kill proves nothing: then another run starts and is killed sooner.
     */
    private Path killed(Random random) throws Exception {
        int latest = 250; // milliseconds after the first checkpoint is seen
        for (int attempt = 0; attempt < ATTEMPTS; attempt++, latest = latest / 2 + 1) {
            Path model = folder.resolve("killed-" + attempt).resolve("model");
            int kills = 0;
            while (kills < KILLS && killedBeforeTheEnd(model, random.nextInt(latest))) {
                kills++;
            }
            if (kills > 0) {
                System.out.println("KillTest: " + kills + " kills in run " + attempt);
                return model;
            }
        }
        throw new AssertionError("each of " + ATTEMPTS + " runs ended before it was killed");
    }

    /** Starts or resumes a run, and kills it a number of milliseconds after a checkpoint exists. */
    private boolean killedBeforeTheEnd(Path model, int milliseconds) throws Exception {
        Path checkpoint = model.resolve("training").resolve("checkpoint.safetensors");
        Process process = start(model);
        while (process.isAlive() && !Files.exists(checkpoint)) {
            Thread.sleep(1);
        }
        boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended && !Files.exists(model.resolve("model.json"));
    }

    /** The card without its {@code run} block, the only part that may differ. */
    private static String card(Path model) throws Exception {
        JsonNode card = new ObjectMapper().readTree(model.resolve("model.json").toFile());
        ((ObjectNode) card).remove("run");
        return card.toString();
    }

    /** The class path goes into a file: ONNX Runtime 1.29.0 crashes in processes with a long command line. */
    private Process start(Path out) throws Exception {
        Path arguments = folder.resolve("arguments");
        Files.writeString(arguments, "-Xmx512m -cp \"" + System.getProperty("java.class.path") + "\"");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        KillTest.class.getName(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
