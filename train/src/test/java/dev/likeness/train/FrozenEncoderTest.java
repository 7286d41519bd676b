package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.Likeness;
import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.TrainedIdentities;
import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads trained on the encoder of a model: frozen, or trained further. */
class FrozenEncoderTest {
    private static final DrawnPictures.Settings DRAWN =
            new DrawnPictures.Settings(DrawingStyle.STROKES, 3, 5, 4, 32, 3);
    private static final String STILL = "schedule.learning-rate=0.0000000001";
    private static final String[] FROZEN = {"schedule.frozen=encoder", "objective.target={cross-entropy: 1}"};

    @TempDir
    Path folder;

    private static DataSet drawn() {
        return new Classes("drawn", DrawnPictures.inMemory(DRAWN), "hash of drawn");
    }

    private static Recipe small(String... changes) {
        Recipes recipes = Recipes.defaults()
                .with("input", "size", "24")
                .with("design", "widths", "[8, 12, 16]")
                .with("design", "head", "cosine")
                .with("design", "head-width", "8")
                .with("design", "embedding", "16")
                .with("schedule", "identities", "6")
                .with("schedule", "warm-up", "2")
                .with("selection", "ways", "5")
                .with("selection", "validations", "1");
        for (String change : changes) {
            String[] parts = change.split("[.=]", 3);
            recipes = recipes.with(parts[0], parts[1], parts[2]);
        }
        return recipes.toRecipe();
    }

    private TrainingSettings.Builder settings(String out, long steps, String... changes) {
        return TrainingSettings.builder(folder.resolve(out), small(changes))
                .length(new Length.Steps(steps))
                .threads(2);
    }

    private static Path train(TrainingSettings.Builder settings) throws InterruptedException {
        return new Trainer(settings.build(), Progress.NONE, () -> false)
                .run(drawn())
                .orElseThrow();
    }

    private Path source(String... changes) throws InterruptedException {
        return train(settings("source", 4, changes));
    }

    private static String[] frozen(String... changes) {
        return Stream.concat(Stream.of(FROZEN), Stream.of(changes)).toArray(String[]::new);
    }

    /** The weights of a model's encoder, or those of its head, by name. */
    private static Map<String, List<Float>> weights(Path model, boolean head) {
        Map<String, List<Float>> found = new TreeMap<>();
        SafeTensors.read(model.resolve("weights.safetensors")).forEach((name, array) -> {
            if (name.startsWith("head.") == head) {
                found.put(name, list(array.values()));
            }
        });
        assertThat(found).isNotEmpty();
        return found;
    }

    private static List<Float> list(float[] numbers) {
        Float[] boxed = new Float[numbers.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = numbers[i];
        }
        return List.of(boxed);
    }

    private static JsonNode provenance(Path model) throws Exception {
        return new ObjectMapper().readTree(model.resolve("model.json").toFile()).get("provenance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosine", "nearest", "correlation", "blend", "concat"})
    void onlyTheHeadLearns(String head) throws Exception {
        Path source = source();
        String[] recipe = frozen("design.head=" + head);
        Path brief = train(settings("brief", 1, recipe).from(ModelFiles.at(source)));
        Path trained = train(settings("trained", 6, recipe).from(ModelFiles.at(source)));

        assertThat(weights(trained, false)).isEqualTo(weights(source, false));
        Map<String, List<Float>> before = weights(brief, true);
        weights(trained, true)
                .forEach((name, numbers) ->
                        assertThat(numbers).as(name).isNotEqualTo(Objects.requireNonNull(before.get(name))));
        try (Likeness one = Likeness.open(source);
                Likeness other = Likeness.open(trained)) {
            for (LabelledPicture picture : DrawnPictures.inMemory(DRAWN).subList(0, 5)) {
                assertThat(other.encode(picture.source().read()).embedding())
                        .isEqualTo(one.encode(picture.source().read()).embedding());
            }
        }
        assertThat(provenance(trained).path("from_encoder_only").asBoolean()).isEqualTo(!head.equals("cosine"));
    }

    /** With a frozen tower, info-nce has the embedding to train. */
    @ParameterizedTest
    @ValueSource(strings = {"shared", "separate"})
    void embeddingAndHeadLearnOnAFrozenTower(String sharing) throws Exception {
        String[] recipe = {"design.sharing=" + sharing, "design.head=blend", "schedule.frozen=tower"};
        Path source = source("design.sharing=" + sharing, "design.head=blend");
        Path trained = train(settings("trained", 6, recipe).from(ModelFiles.at(source)));

        Map<String, List<Float>> before = weights(source, false);
        weights(trained, false).forEach((name, numbers) -> {
            boolean learns = name.startsWith("embedding.");
            assertThat(numbers.equals(before.get(name))).as(name).isEqualTo(!learns);
        });
        assertThat(weights(trained, true)).isNotEqualTo(weights(source, true));
        assertThat(before).containsKey(sharing.equals("shared") ? "tower.stem.weight" : "b.tower.stem.weight");
    }

    /** One step of AdamW moves each number by about its learning rate, whatever the gradient. */
    @Test
    void theTowerLearnsAtItsShareOfTheRate() throws Exception {
        String[] recipe = {"schedule.learning-rate=0.02", "schedule.weight-decay=0", "schedule.average=0"};
        Path source = source();
        Path even = train(settings("even", 1, recipe).from(ModelFiles.at(source)));
        Path slow = train(
                settings("slow", 1, with(recipe, "schedule.tower-rate=0.1")).from(ModelFiles.at(source)));

        Map<String, List<Float>> before = weights(source, false);
        double stem = distance(weights(even, false), before, "tower.stem.weight");
        assertThat(stem).isBetween(0.005, 0.011); // half of the rate: the first of two steps of the warm-up
        assertThat(distance(weights(slow, false), before, "tower.stem.weight")).isBetween(0.09 * stem, 0.11 * stem);
        assertThat(distance(weights(slow, false), before, "embedding.project.weight"))
                .isEqualTo(distance(weights(even, false), before, "embedding.project.weight"));
    }

    private static String[] with(String[] recipe, String change) {
        return Stream.concat(Stream.of(recipe), Stream.of(change)).toArray(String[]::new);
    }

    @Test
    void theCardNamesTheModelThatTheRunStartedFrom() throws Exception {
        Path source = source();
        Path next = train(settings("next", 1).from(ModelFiles.at(source)));

        assertThat(provenance(next).path("from").asText()).isEqualTo("source");
        assertThat(provenance(next).path("from_weights_sha256").asText())
                .isEqualTo(Sha256.hex(Files.readAllBytes(source.resolve("weights.safetensors"))));
        assertThat(provenance(source).has("from")).isFalse();
    }

    /** With another share of held-out identities, the base was trained on some that are held out now. */
    @Test
    void theSplitIsTheSameOnlyWithTheSameShareAllTheWayBack() throws Exception {
        Path source = source();
        Path same = train(settings("same", 1).from(ModelFiles.at(source)));
        Path other = train(settings("other", 1, "selection.hold-out=0.4").from(ModelFiles.at(source)));
        Path third = train(settings("third", 1, "selection.hold-out=0.4").from(ModelFiles.at(other)));

        assertThat(provenance(same).path("from_same_split").asBoolean()).isTrue();
        assertThat(provenance(other).path("from_same_split").asBoolean()).isFalse();
        assertThat(provenance(third).path("from_same_split").asBoolean()).isFalse();

        Set<String> trained = trained(source);
        assertThat(trained(same)).isEqualTo(trained);
        assertThat(trained(other)).isEqualTo(trained);
        assertThat(trained(third)).isEqualTo(trained);
    }

    private static Set<String> trained(Path model) {
        ModelCard card = ModelJson.read(ModelFiles.at(model).read("model.json"), "model");
        return TrainedIdentities.of(card, labels -> drawn()).orElseThrow().identities();
    }

    @Test
    void theEncodersOfBothSidesAreFrozen() throws Exception {
        Path source = source("design.sharing=separate");
        String[] recipe = frozen("design.sharing=separate", "design.head=nearest");
        Path trained = train(settings("trained", 3, recipe).from(ModelFiles.at(source)));

        assertThat(weights(trained, false)).isEqualTo(weights(source, false)).containsKey("b.pixels.running_mean");
    }

    @Test
    void aStoppedRunResumesToTheSameModel() throws Exception {
        ModelFiles source = ModelFiles.at(source());
        String[] recipe = frozen("design.head=nearest");
        Path whole = train(settings("whole/model", 8, recipe).from(source));
        AtomicInteger asked = new AtomicInteger();
        TrainingSettings.Builder stopped =
                settings("stopped/model", 8, recipe).from(source).resume(true);
        assertThat(new Trainer(stopped.build(), Progress.NONE, () -> asked.incrementAndGet() > 3).run(drawn()))
                .isEmpty();

        Path resumed = train(stopped);
        for (String name : List.of("encoder.onnx", "head.onnx", "weights.safetensors")) {
            assertThat(Files.readAllBytes(resumed.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(whole.resolve(name)));
        }
    }

    /** The heads difference and product have parameters of the same names and shapes. */
    @ParameterizedTest
    @CsvSource({"difference, product, true", "difference, difference, false", "cosine, nearest, true"})
    void anotherHeadStartsWithRandomWeightsAndTheEncoderIsKept(String before, String after, boolean fresh)
            throws Exception {
        Path source = source("design.head=" + before);
        Path next = train(settings("next", 1, STILL, "design.head=" + after).from(ModelFiles.at(source)));

        assertThat(distance(weights(next, false), weights(source, false), "tower.stem.weight"))
                .isLessThan(1e-6);
        assertThat(provenance(next).path("from_encoder_only").asBoolean()).isEqualTo(fresh);
        if (before.equals("difference")) {
            double moved = distance(weights(next, true), weights(source, true), "head.project.weight");
            assertThat(moved).matches(value -> fresh ? value > 0.01 : value < 1e-6);
        }
        Path trained = train(settings("trained", 3, "design.head=" + after).from(ModelFiles.at(source)));
        assertThat(weights(trained, false)).isNotEqualTo(weights(source, false));
    }

    private static double distance(Map<String, List<Float>> one, Map<String, List<Float>> other, String name) {
        List<Float> a = Objects.requireNonNull(one.get(name), () -> name + " is none of " + one.keySet());
        List<Float> b = Objects.requireNonNull(other.get(name));
        double most = 0;
        for (int i = 0; i < a.size(); i++) {
            most = Math.max(most, Math.abs(a.get(i) - b.get(i)));
        }
        return most;
    }

    @Test
    void anEmbeddingOnAFrozenTowerMayGetOtherwiseFittedPictures() throws Exception {
        ModelFiles source = ModelFiles.at(source());
        Path trimmed = train(settings("trimmed", 2, "schedule.frozen=tower", "input.fit=trim")
                .from(source));
        assertThat(trimmed).isDirectory();
    }

    @Test
    void anotherEncoderIsAnErrorThatNamesThePart() throws Exception {
        ModelFiles source = ModelFiles.at(source());
        Map<String, String> differences = Map.of(
                "design.tower=plain", "its tower is residual, and the recipe's is plain",
                "design.strides=[2, 1, 2]", "strides [2, 2, 2] and blocks 1, and the recipe's is residual with widths",
                "design.sharing=separate", "its sharing is shared, and the recipe's is separate",
                "design.embedding=24", "its embedding is 16 long, and the recipe's is 24 long",
                "design.embedding-pooling=gem", "its embedding-pooling is grid, and the recipe's is gem",
                "input.size=32", "its input is 24x24 grey stretch, and the recipe's is 32x32 grey stretch",
                "input.channels=colour", "its input is 24x24 grey stretch, and the recipe's is 24x24 colour stretch",
                "input.fit=letterbox", "its input is 24x24 grey stretch, and the recipe's is 24x24 grey letterbox");
        for (Map.Entry<String, String> difference : differences.entrySet()) {
            assertThatThrownBy(() -> train(
                            settings("other", 2, frozen(difference.getKey())).from(source)))
                    .as(difference.getKey())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("its encoder is different: ")
                    .hasMessageContaining(difference.getValue());
        }
        assertThatThrownBy(
                        () -> train(settings("other", 2, "design.tower=plain").from(source)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its tower is residual, and the recipe's is plain (tower.")
                .hasMessageContaining("without changes to its input, tower, sharing or embedding");
        assertThat(train(settings("larger", 2, "input.size=32").from(source))).isDirectory();
    }

    @Test
    void aFrozenEncoderComesFromAModel() {
        assertThatThrownBy(() -> settings("random", 2, FROZEN).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("schedule.frozen is 'encoder'")
                .hasMessageContaining("does not start from a model");
        assertThatThrownBy(() -> settings("random", 2, "schedule.frozen=tower").build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("schedule.frozen is 'tower'")
                .hasMessageContaining("its frozen layers would stay random");
    }

    @Test
    void settingsThatContradictAFrozenEncoderAreAnError() {
        assertThatThrownBy(() -> small("schedule.frozen=encoder"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("objective.target is {cross-entropy=1.0, info-nce=1.0}; allowed: with")
                .hasMessageContaining("schedule.frozen 'encoder'");
        assertThatThrownBy(() -> Recipes.defaults()
                        .with("design", "sharing", "early")
                        .with("schedule", "frozen", "encoder")
                        .toRecipe())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("schedule.frozen is 'encoder'; allowed: with sharing 'early'");
        assertThatThrownBy(() -> small("schedule.frozen=encoders"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean 'encoder'?");
        assertThatThrownBy(() -> small("schedule.tower-rate=0"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("schedule.tower-rate is 0.0; allowed: above 0, to 1");
    }
}
