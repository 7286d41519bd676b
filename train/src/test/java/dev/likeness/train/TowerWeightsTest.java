package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.data.Classes;
import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.PictureShape;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.export.SafeTensors.Array;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.tower.TorchvisionNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights with torchvision's names, of a narrow ResNet-18, so that its files are small. */
class TowerWeightsTest {
    private final Map<String, Array> arrays = new LinkedHashMap<>();

    @TempDir
    Path folder;

    private static Recipe recipe(String... changes) {
        Recipes recipes = Recipes.defaults()
                .with("input", "size", "24")
                .with("input", "channels", "colour")
                .with("design", "tower", "resnet18")
                .with("design", "widths", "[3, 4, 5, 6]")
                .with("design", "head-width", "4")
                .with("design", "embedding", "8")
                .with("schedule", "identities", "6")
                .with("schedule", "warm-up", "2")
                .with("schedule", "average", "0")
                .with("selection", "ways", "4")
                .with("selection", "validations", "2");
        for (String change : changes) {
            String[] parts = change.split("[.=]", 3);
            recipes = recipes.with(parts[0], parts[1], parts[2]);
        }
        return recipes.toRecipe();
    }

    private static Network network() {
        return Networks.build(recipe().design(), new PictureShape(64, 64, 3));
    }

    {
        Random random = new Random(4);
        for (Parameter parameter : network().parameters()) {
            if (parameter.name().startsWith("tower.")) {
                float[] values = new float[parameter.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 0.25f + random.nextFloat();
                }
                arrays.put(theirs(parameter), new Array(parameter.shape(), values));
            }
        }
        arrays.put("bn1.num_batches_tracked", Array.of(1, 2));
        arrays.put("fc.weight", new Array(List.of(10, 6), new float[60]));
        arrays.put("fc.bias", new Array(List.of(10), new float[10]));
    }

    private static String theirs(Parameter parameter) {
        return TorchvisionNames.of(parameter.name().substring("tower.".length()));
    }

    private byte[] bytes() {
        byte[] bytes = SafeTensors.write(arrays, Map.of());
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(
                        "num_batches_tracked\":{\"dtype\":\"F32\",\"shape\":[2]",
                        "num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[1]")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private TowerWeights weights() throws Exception {
        return TowerWeights.read(Files.write(folder.resolve("weights.safetensors"), bytes()));
    }

    @Test
    void everyNumberOfTheTowerComesFromTheFile() throws Exception {
        Network network = network();

        Map<String, float[]> numbers = weights().numbers(network);

        for (Parameter parameter : network.parameters()) {
            if (parameter.name().startsWith("tower.")) {
                Array array = Objects.requireNonNull(arrays.get(theirs(parameter)));
                assertThat(numbers.get(parameter.name())).as(parameter.name()).isEqualTo(array.values());
            }
        }
        assertThat(numbers).hasSize(100 + 4);
    }

    /** {@code (pixel / 255 - mean) / deviation}, as in torchvision's transforms. */
    @Test
    void theFirstNormIsTorchvisions() throws Exception {
        Network network = network();
        Map<String, float[]> numbers = weights().numbers(network);
        double[] means = {0.485, 0.456, 0.406};
        double[] deviations = {0.229, 0.224, 0.225};
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel : new int[] {0, 1, 128, 255}) {
                double mean = at(numbers, "pixels.running_mean", channel);
                double variance = at(numbers, "pixels.running_var", channel);
                double gain = at(numbers, "pixels.weight", channel);
                double shift = at(numbers, "pixels.bias", channel);

                assertThat(gain * (pixel - mean) / Math.sqrt(variance + 1e-5) + shift)
                        .isCloseTo((pixel / 255.0 - means[channel]) / deviations[channel], Offset.offset(1e-6));
            }
        }
    }

    private static double at(Map<String, float[]> numbers, String parameter, int index) {
        return Objects.requireNonNull(numbers.get(parameter))[index];
    }

    @Test
    void bothTowersOfASeparateNetworkStartFromTheWeights() throws Exception {
        Network separate = Networks.build(recipe("design.sharing=separate").design(), new PictureShape(64, 64, 3));

        Map<String, float[]> numbers = weights().numbers(separate);

        assertThat(numbers).hasSize(2 * (100 + 4));
        assertThat(numbers.get("a.tower.stem.weight")).isEqualTo(numbers.get("b.tower.stem.weight"));
        assertThat(numbers.get("a.pixels.running_mean")).isEqualTo(numbers.get("b.pixels.running_mean"));
    }

    @Test
    void aTowerThatTakesTwoPicturesIsAnError() throws Exception {
        TowerWeights weights = weights();
        assertThatThrownBy(() -> weights.require(recipe("design.sharing=early")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the tower takes two pictures");
    }

    private void assertRefused(String... parts) throws Exception {
        TowerWeights weights = weights();
        assertThatThrownBy(() -> weights.require(recipe()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("weights.safetensors: ")
                .hasMessageContainingAll(parts);
    }

    @Test
    void aDeviceWithoutAnEndIsRefused() {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros));
        assertThatThrownBy(() -> TowerWeights.read(zeros))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("/dev/zero: larger than 512 MB, but the weights of resnet18 have 45 MB");
    }

    @Test
    void missingTensorsAreNamed() throws Exception {
        arrays.remove("layer3.0.downsample.1.running_var");

        assertRefused(
                "the 100 tensors of the tower resnet18: 1 missing (layer3.0.downsample.1.running_var [5])",
                "state_dict()");
    }

    @Test
    void tensorsOfAnotherShapeAreNamed() throws Exception {
        arrays.put("conv1.weight", new Array(List.of(3, 1, 7, 7), new float[147]));

        assertRefused("1 of another shape (conv1.weight [3, 1, 7, 7] for [3, 3, 7, 7])");
    }

    /** A ResNet-34 also contains all tensors of a ResNet-18, in the same shapes. */
    @Test
    void aDeeperNetworkIsAnError() throws Exception {
        for (int block = 2; block < 6; block++) {
            arrays.put("layer3." + block + ".conv1.weight", Array.of(1));
        }

        assertRefused("4 unknown (layer3.2.conv1.weight, layer3.3.conv1.weight, layer3.4.conv1.weight, ..)");
    }

    @Test
    void invalidValuesAreNamed() throws Exception {
        Array sound = Objects.requireNonNull(arrays.put("layer1.0.bn1.bias", Array.of(0, Float.NaN, 0)));
        assertRefused("layer1.0.bn1.bias contains NaN");

        arrays.put("layer1.0.bn1.bias", sound);
        arrays.put("bn1.running_var", Array.of(1, 1, -1));
        assertRefused("bn1.running_var contains -1.0, which is not a valid variance");
    }

    @Test
    void greyPicturesAndOtherTowersAreErrors() throws Exception {
        TowerWeights weights = weights();

        assertThatThrownBy(() -> weights.require(recipe("input.channels=grey")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("set the recipe's input.channels to colour");
        assertThatThrownBy(() -> weights.require(recipe("design.tower=residual")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the recipe's is residual; choose the tower resnet18");
    }

    @Test
    void filesInOtherFormatsAreErrors() throws Exception {
        Path pickle = Files.writeString(folder.resolve("resnet18-f37072fd.pth"), "PK\3\4archive/data.pkl");
        Path text = Files.writeString(folder.resolve("readme.txt"), "weights are elsewhere");

        assertThatThrownBy(() -> TowerWeights.read(pickle))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("resnet18-f37072fd.pth", "pickle", "save_file");
        assertThatThrownBy(() -> TowerWeights.read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("readme.txt");
        assertThatThrownBy(() -> TowerWeights.read(folder.resolve("absent.safetensors")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("absent.safetensors: cannot be read");
    }

    private TrainingSettings settings(boolean resume, TowerWeights weights) {
        return TrainingSettings.builder(folder.resolve("model"), recipe("schedule.learning-rate=0.0000000001"))
                .length(new Length.Steps(4))
                .threads(2)
                .resume(resume)
                .towerWeights(weights)
                .build();
    }

    private static boolean train(TrainingSettings settings, BooleanSupplier stop) throws Exception {
        var drawn = DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 4, 4, 4, 24, 3));
        return new Trainer(settings, Progress.NONE, stop)
                .run(new Classes("drawn", drawn, "hash"))
                .isPresent();
    }

    @Test
    void trainingStartsFromTheWeightsAndTheCardRecordsThem() throws Exception {
        assertThat(train(settings(false, weights()), () -> false)).isTrue();

        Path model = folder.resolve("model");
        Map<String, Array> trained = SafeTensors.read(model.resolve("weights.safetensors"));
        float[] stem = Objects.requireNonNull(trained.get("tower.stem.weight")).values();
        float[] theirs = Objects.requireNonNull(arrays.get("conv1.weight")).values();
        for (int i = 0; i < stem.length; i++) {
            assertThat(stem[i]).isCloseTo(theirs[i], Offset.offset(1e-6f));
        }
        JsonNode provenance = new ObjectMapper()
                .readTree(model.resolve("model.json").toFile())
                .get("provenance");
        assertThat(provenance.get("tower_weights").asText()).isEqualTo("weights.safetensors");
        assertThat(provenance.get("tower_weights_sha256").asText()).isEqualTo(Sha256.hex(bytes()));
        TrainingSettings.Builder both = settings(false, weights()).toBuilder().from(ModelFiles.at(model));
        assertThatThrownBy(both::build)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("omit the model or the tower's weights");
    }

    @Test
    void aRunResumesOnlyWithTheSameWeights() throws Exception {
        assertThat(train(settings(false, weights()), () -> Files.exists(folder.resolve("model/training"))))
                .isFalse();
        TrainingSettings same = settings(true, weights());
        arrays.put("bn1.bias", Array.of(1, 2, 3));
        TrainingSettings other = settings(true, weights());

        assertThatThrownBy(() -> train(other, () -> false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another tower_weights");
        assertThat(train(same, () -> false)).isTrue();
    }
}
