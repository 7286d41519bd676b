package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.Likeness;
import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Photos;
import dev.likeness.data.format.DataFormats;
import dev.likeness.error.InputException;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelJson;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sampling.AffineAugmentation;
import dev.likeness.train.sampling.PhotoAlteration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training without labels, on pictures that the project draws. */
class PhotosTrainerTest {
    @TempDir
    Path folder;

    private static List<LabelledPicture> drawn() {
        return DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.SHAPES, 2, 20, 1, 48, 3));
    }

    private static Photos photos() {
        List<LabelledPicture> unlabelled = drawn().stream()
                .map(picture -> new LabelledPicture(picture.name(), picture.name(), "", picture.source()))
                .toList();
        return new Photos("drawn", unlabelled, List.of(), "hash of drawn");
    }

    private static Recipe small(String... changes) {
        Recipes recipes = Recipes.defaults()
                .with("input", "size", "24")
                .with("design", "widths", "[8, 12, 16]")
                .with("design", "head-width", "8")
                .with("design", "embedding", "16")
                .with("schedule", "identities", "8")
                .with("schedule", "warm-up", "5")
                .with("selection", "hold-out", "0.25")
                .with("selection", "ways", "5")
                .with("selection", "validations", "2");
        for (String change : changes) {
            String[] parts = change.split("[.=]", 3);
            recipes = recipes.with(parts[0], parts[1], parts[2]);
        }
        return recipes.toRecipe();
    }

    private Path train(String out, DataSet data, Recipe recipe) throws InterruptedException {
        TrainingSettings settings = TrainingSettings.builder(folder.resolve(out), recipe)
                .length(new Length.Steps(25))
                .threads(2)
                .build();
        return new Trainer(settings, Progress.NONE, () -> false).run(data).orElseThrow();
    }

    @Test
    void trainsAModelThatComparesAndIsReproducible() throws Exception {
        Path model = train("one", photos(), small());
        Path same = train("same", photos(), small());

        assertThat(model.resolve("encoder.onnx")).hasSameBinaryContentAs(same.resolve("encoder.onnx"));
        assertThat(model.resolve("head.onnx")).hasSameBinaryContentAs(same.resolve("head.onnx"));
        JsonNode card = new ObjectMapper().readTree(model.resolve("model.json").toFile());
        assertThat(card.at("/measured/held_out/identities").asInt()).isEqualTo(10);
        assertThat(card.at("/measured/held_out/verification/auc/value").asDouble())
                .isGreaterThan(0.5);
        assertThat(card.at("/measured/held_out").has("one_shot")).isTrue();
        try (Likeness likeness = Likeness.open(model)) {
            Picture picture = drawn().get(0).source().read();
            assertThat(likeness.compare(picture, picture).probability()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void photographsAreSplitWithTheirViewsAndTrainedOnUnaltered() {
        TrainingData data = TrainingData.load(photos(), small(), 1, Progress.NONE);

        assertThat(data.rasters()).hasSize(30);
        assertThat(data.pictures().firsts())
                .hasSize(30)
                .allSatisfy(pair -> assertThat(pair[0]).isEqualTo(pair[1]));
        assertThat(data.pictures().count()).isEqualTo(30);
        assertThat(data.heldOut()).hasSize(10 * Photos.VIEWS);
        Set<String> heldOut =
                data.heldOut().stream().map(LabelledPicture::identity).collect(Collectors.toSet());
        assertThat(heldOut).hasSize(10);
        assertThat(data.alteration()).isInstanceOf(PhotoAlteration.class);
    }

    @Test
    void theRecipeSaysHowPicturesAreAltered() throws Exception {
        DataSet labelled = new Classes(
                "labelled",
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 2, 8, 4, 32, 3)),
                "hash of labelled");

        assertThat(TrainingData.load(labelled, small(), 1, Progress.NONE).alteration())
                .isInstanceOf(AffineAugmentation.class);
        assertThat(TrainingData.load(photos(), small("augmentation.views=affine"), 1, Progress.NONE)
                        .alteration())
                .isInstanceOf(AffineAugmentation.class);
        String[] changes = {"augmentation.views=photo", "augmentation.strength=0.5", "augmentation.turns=0.5"};
        assertThat(train("labelled", labelled, small(changes))).isDirectory();
        assertThat(train("letterboxed", photos(), small("input.fit=letterbox"))).isDirectory();
        assertThat(train("trimmed", photos(), small("input.fit=trim"))).isDirectory();
        assertThatThrownBy(() -> small("augmentation.views=sideways"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("augmentation.views", "'sideways'", "photo");
        assertThatThrownBy(() -> small("augmentation.strength=3"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("augmentation.strength", "0 to 2");
    }

    @Test
    void aBrokenPhotographIsSkippedAndNamed() throws Exception {
        Path files = Files.createDirectory(folder.resolve("photos"));
        List<LabelledPicture> pictures = drawn();
        for (int i = 0; i < 8; i++) {
            PictureFile.write(pictures.get(i).source().read(), files.resolve(i + ".png"));
        }
        Files.write(files.resolve("broken.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});

        Path model = train("broken", DataFormats.open(files), small());
        ModelCard card = ModelJson.read(Files.readAllBytes(model.resolve("model.json")), "broken");
        assertThat(card.provenance().data().skipped())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith("broken.jpg"));
    }
}
