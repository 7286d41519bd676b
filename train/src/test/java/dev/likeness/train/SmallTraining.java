package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Training runs of a few steps on drawn pictures, and the comparison of their models. */
abstract class SmallTraining {
    static final DrawnPictures.Settings DRAWN = new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 5, 4, 32, 3);

    @TempDir
    Path folder;

    static DataSet drawn() {
        return new Classes("drawn", DrawnPictures.inMemory(DRAWN), "hash of drawn");
    }

    static Recipe small(String... changes) {
        Recipes recipes = Recipes.defaults()
                .with("input", "size", "24")
                .with("design", "widths", "[8, 12, 16]")
                .with("design", "head-width", "8")
                .with("design", "embedding", "16")
                .with("schedule", "identities", "8")
                .with("schedule", "warm-up", "5")
                .with("selection", "ways", "5")
                .with("selection", "validations", "3");
        for (String change : changes) {
            String[] parts = change.split("[.=]", 3);
            recipes = recipes.with(parts[0], parts[1], parts[2]);
        }
        return recipes.toRecipe();
    }

    TrainingSettings settings(String out, long steps, boolean resume, String... changes) {
        Path at = folder.resolve(out).resolve("model");
        return TrainingSettings.builder(at, small(changes))
                .length(new Length.Steps(steps))
                .threads(2)
                .resume(resume)
                .build();
    }

    /** What a training of the default design leaves. */
    static final List<String> FILES_OF_A_MODEL = List.of(
            "model.json", "encoder.onnx", "head.onnx", "head_many.onnx", "head_block.onnx", "weights.safetensors");

    static Path train(TrainingSettings settings) throws InterruptedException {
        return new Trainer(settings, Progress.NONE, () -> false).run(drawn()).orElseThrow();
    }

    /** Every file of a model by name; the card without its {@code run} block, the only part that may differ. */
    static Map<String, byte[]> files(Path model) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name :
                List.of("encoder.onnx", "head.onnx", "head_many.onnx", "head_block.onnx", "weights.safetensors")) {
            boolean optional = name.equals("head_many.onnx") || name.equals("head_block.onnx"); // not of every design
            if (!optional || Files.exists(model.resolve(name))) {
                files.put(name, Files.readAllBytes(model.resolve(name)));
            }
        }
        ObjectMapper json = new ObjectMapper();
        ObjectNode card = (ObjectNode) json.readTree(model.resolve("model.json").toFile());
        card.remove("run");
        files.put("model.json", json.writeValueAsBytes(card));
        return files;
    }

    static void assertSame(Path one, Path other) throws IOException {
        Map<String, byte[]> expected = files(other);
        assertThat(files(one).keySet()).isEqualTo(expected.keySet());
        files(one).forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }
}
