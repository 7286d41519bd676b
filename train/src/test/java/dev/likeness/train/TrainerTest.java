package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Likeness;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.NumberFormat;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.LikenessMap;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sampling.Raster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest extends SmallTraining {
    @Test
    void theSameSeedGivesTheSameModelByteForByte() throws Exception {
        Path one = train(settings("one", 12, false));
        Path same = train(settings("same", 12, false));

        assertSame(one, same);
        try (var left = Files.list(one)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FILES_OF_A_MODEL);
        }
    }

    @Test
    void aBlockGraphThatBelongsToAnotherModelIsRefused() throws Exception {
        Path model = train(settings("swapped", 4, false));
        byte[] other = Files.readAllBytes(model.resolve("head.onnx"));
        assertRefused(model, Map.of("head_block.onnx", other), "head_block.onnx", "do not belong together");
    }

    /** The graphs of the head concat, in a model of another head and the other way round. */
    @Test
    void aQueryGraphThatBelongsToAnotherModelIsRefused() throws Exception {
        Path concat = train(settings("concat", 4, false, "design.head=concat"));
        Path blend = train(settings("blend", 4, false));
        byte[] query = Files.readAllBytes(concat.resolve("head_query.onnx"));
        byte[] block = Files.readAllBytes(blend.resolve("head_block.onnx"));
        assertRefused(blend, Map.of("head_query.onnx", query), "'terms' of head_block.onnx is null", "copy or train");
        assertRefused(concat, Map.of("head_block.onnx", block), "head_block.onnx", "do not belong together");
        byte[] head = Files.readAllBytes(blend.resolve("head.onnx"));
        Path fresh = train(settings("concat-2", 4, false, "design.head=concat"));
        assertRefused(fresh, Map.of("head_query.onnx", head), "head_query.onnx", "do not belong together");
    }

    private static void assertRefused(Path model, Map<String, byte[]> files, String... message) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode card = (ObjectNode) json.readTree(model.resolve("model.json").toFile());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(model.resolve(file.getKey()), file.getValue());
            ((ObjectNode) card.get("files")).put(file.getKey(), Sha256.hex(file.getValue()));
        }
        json.writeValue(model.resolve("model.json").toFile(), card);

        try (LearnedMeasure measure = LearnedMeasure.open(ModelFiles.at(model))) {
            assertThatThrownBy(() -> measure.block(List.of(), Side.B))
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll(message);
        }
    }

    /** Validation and calibration use the codes in their stored form, as the opened model gives them. */
    @Test
    void aModelIsCalibratedOnItsStoredCodes() throws Exception {
        ModelFiles rounded = ModelFiles.at(train(settings("int8", 8, false, "design.codes=int8")));
        ModelFiles floats = ModelFiles.at(train(settings("float", 8, false)));
        try (LearnedMeasure measure = LearnedMeasure.open(rounded);
                LearnedMeasure plain = LearnedMeasure.open(floats)) {
            assertThat(measure.card().codes()).isEqualTo(CodeFormat.of(NumberFormat.INT8));
            assertThat(measure.card().calibration()).isNotEqualTo(plain.card().calibration());
            List<Picture> pictures = drawn().pictures().stream()
                    .limit(2)
                    .map(picture -> picture.source().read())
                    .toList();
            List<Code> codes = measure.encode(pictures, Side.A);
            List<Code> stored =
                    codes.stream().map(code -> Code.fromBytes(code.toBytes())).toList();
            assertThat(codes.get(0).toBytes()[4]).as("version").isEqualTo((byte) 2);
            assertThat(measure.compare(stored.get(0), stored.get(1)))
                    .isEqualTo(measure.compare(codes.get(0), codes.get(1)));
        }
    }

    /** Programs read the card: its fields, their names and their order must not change. */
    @Test
    void theCardRecordsTheRecipeAndTheRun() throws Exception {
        TrainingSettings given = settings("card", 4, false, "design.match=parameters");
        JsonNode card =
                new ObjectMapper().readTree(train(given).resolve("model.json").toFile());
        JsonNode recipe = Recipes.tree(given.recipe());
        ObjectNode design = (ObjectNode) card.get("design");

        assertThat(design.get("cost").get("parameters").asLong()).isPositive();
        assertThat(design.get("matched-head-width").asInt()).isPositive();
        assertThat(design.deepCopy()
                        .remove(List.of("cost", "matched-head-width"))
                        .toString())
                .isEqualTo(((ObjectNode) recipe.get("design"))
                        .deepCopy()
                        .remove(List.of("codes"))
                        .toString());
        assertThat(card.has("codes")).as("codes hold floats").isFalse();
        assertThat(card.at("/provenance/recipe").toString()).isEqualTo(recipe.toString());
        assertThat(card.get("provenance").fieldNames())
                .toIterable()
                .containsExactly(
                        "software",
                        "data",
                        "data_sha256",
                        "training_pictures",
                        "training_identities",
                        "seed",
                        "threads",
                        "steps",
                        "kept_step",
                        "recipe",
                        "validations");
        assertThat(card.at("/provenance/validations/0").fieldNames())
                .toIterable()
                .containsExactly("step", "figure", "by_head", "by_embedding", "s", "t");
        assertThat(card.at("/measured/held_out").fieldNames())
                .toIterable()
                .containsExactly("identities", "verification", "one_shot");
        assertThat(card.at("/measured/held_out/one_shot").fieldNames())
                .toIterable()
                .containsExactly("ways", "trials", "correct", "accuracy", "by");
        assertThat(card.get("run").fieldNames())
                .toIterable()
                .containsExactly("finished", "minutes", "images_per_second", "validation_share");
    }

    @Test
    void anotherSeedGivesAnotherModel() throws Exception {
        Path one = train(settings("one", 5, false));
        TrainingSettings given = settings("other", 5, false);
        Path other = train(given.toBuilder().seed(2).build());

        assertThat(Files.readAllBytes(one.resolve("encoder.onnx")))
                .isNotEqualTo(Files.readAllBytes(other.resolve("encoder.onnx")));
    }

    @Test
    void learnsToTellDrawnCharactersApart() throws Exception {
        Path model = train(settings("learns", 150, false, "schedule.learning-rate=0.004"));

        double auc = new ObjectMapper()
                .readTree(model.resolve("model.json").toFile())
                .at("/measured/held_out/verification/auc/value")
                .asDouble();
        assertThat(auc).isGreaterThan(0.75);
        try (Likeness likeness = Likeness.open(model)) {
            List<LabelledPicture> pictures = DrawnPictures.inMemory(DRAWN);
            Picture a = pictures.get(0).source().read();
            double same = likeness.compare(a, a).probability();
            double other = likeness.compare(a, pictures.get(60).source().read()).probability();
            assertThat(same).isGreaterThan(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contrastive", "hinge", "triplet"})
    void theHeadLearnsWithEveryTargetOnPairs(String target) throws Exception {
        Path model = train(settings(
                target,
                60,
                false,
                "objective.target={" + target + ": 1}",
                "objective.negatives=[random, semi-hard]",
                "schedule.learning-rate=0.004",
                "selection.by=verification"));

        JsonNode validations = new ObjectMapper()
                .readTree(model.resolve("model.json").toFile())
                .at("/provenance/validations");
        assertThat(validations.get(2).get("by_head").asDouble()).isGreaterThan(0.85);
    }

    @Test
    void theBestWeightsForRetrievalAreKept() throws Exception {
        List<String> heard = new ArrayList<>();
        TrainingSettings settings = settings("retrieval", 30, false, "selection.by=retrieval");
        Path model = new Trainer(settings, (done, total, note) -> heard.add(note), () -> false)
                .run(drawn())
                .orElseThrow();

        JsonNode provenance = new ObjectMapper()
                .readTree(model.resolve("model.json").toFile())
                .get("provenance");
        assertThat(heard).anyMatch(note -> note.matches("training, loss [0-9.]+, mAP [0-9.]+ %, [0-9]+ images/s"));
        JsonNode best = provenance.get("validations").get(0);
        for (JsonNode point : provenance.get("validations")) {
            assertThat(point.get("figure").asDouble()).isBetween(0.1, 1.0);
            best = point.get("figure").asDouble() >= best.get("figure").asDouble() ? point : best;
        }
        assertThat(provenance.get("kept_step")).isEqualTo(best.get("step"));
    }

    @Test
    void aModelWithOneEncoderPerSideRequiresTheSide() throws Exception {
        Path model = train(settings("separate", 8, false, "design.sharing=separate", "design.head=nearest"));

        assertThat(model.resolve("encoder_b.onnx")).exists();
        List<LabelledPicture> pictures = DrawnPictures.inMemory(DRAWN);
        Picture one = pictures.get(0).source().read();
        Picture other = pictures.get(7).source().read();
        try (Likeness likeness = Likeness.open(model)) {
            assertThatThrownBy(() -> likeness.encode(one)).hasMessageContaining("Side.A");
            double score = likeness.compare(one, other).score();
            assertThat(likeness.compare(likeness.encode(one, Side.A), likeness.encode(other, Side.B))
                            .score())
                    .isEqualTo(score);
            assertThat(likeness.compare(other, one).score()).isNotEqualTo(score);
            LikenessMap map = likeness.map(likeness.encode(one, Side.A), likeness.encode(other, Side.B));
            assertThat(map.ofA()).hasSize(map.height() * map.width()).isNotEqualTo(map.ofB());
        }
        Files.writeString(model.resolve("encoder_b.onnx"), "changed");
        assertThatThrownBy(() -> Likeness.open(model)).hasMessageContaining("encoder_b.onnx");
    }

    @Test
    void startsFromAModel() throws Exception {
        Path first = train(settings("first", 6, false));
        TrainingSettings given = settings("next", 1, false, "schedule.learning-rate=0.0000000001");
        Path next = train(given.toBuilder().from(ModelFiles.at(first)).build());

        float[] before = stem(first);
        float[] after = stem(next);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], org.assertj.core.data.Offset.offset(1e-6f));
        }
    }

    private static float[] stem(Path model) {
        return Objects.requireNonNull(
                        SafeTensors.read(model.resolve("weights.safetensors")).get("tower.stem.weight"))
                .values();
    }

    /** Only the embedding was trained: the score must follow the embedding, not the noise of the head. */
    @Test
    void anUntrainedHeadDoesNotAffectTheScore() throws Exception {
        Path model = train(settings("embedding", 120, false, "objective.target={info-nce: 1}"));

        double auc = new ObjectMapper()
                .readTree(model.resolve("model.json").toFile())
                .at("/measured/held_out/verification/auc/value")
                .asDouble();
        assertThat(auc).isGreaterThan(0.75);
    }

    @Test
    void trainingAndUseLetterboxPicturesAlike() {
        Picture wide = new Picture(40, 10, new byte[1200]);

        Raster raster = Raster.of(wide, new PictureShape(24, 24, 1), Fit.LETTERBOX);

        assertThat(raster.shape()).isEqualTo(new PictureShape(40, 40, 1));
        assertThat(raster.pixels()[0]).isEqualTo((byte) 128);
        assertThat(raster.pixels()[20 * 40 + 20]).isZero();
    }

    @Test
    void trainingAndUseCutOffTheSameMargins() {
        byte[] rgb = new byte[3 * 40 * 20];
        for (int y = 5; y < 15; y++) {
            for (int i = 3 * (40 * y + 10); i < 3 * (40 * y + 30); i++) {
                rgb[i] = (byte) (7 * i);
            }
        }
        Picture page = new Picture(40, 20, rgb);
        PictureShape shape = new PictureShape(24, 24, 3);

        Raster raster = Raster.of(page, shape, Fit.TRIM);

        assertThat(raster.shape()).isEqualTo(new PictureShape(20, 10, 3));
        assertThat(Resizer.area(new Picture(20, 10, raster.pixels()), shape))
                .isEqualTo(Resizer.fit(page, shape, Fit.TRIM));
    }
}
