package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.Likeness;
import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.NumberFormat;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.LikenessMap;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sampling.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final DrawnPictures.Settings DRAWN =
            new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 5, 4, 32, 3);

    @TempDir
    Path folder;

    private static DataSet drawn() {
        return new Classes("drawn", DrawnPictures.inMemory(DRAWN), "hash of drawn");
    }

    private static Recipe small(String... changes) {
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

    private TrainingSettings settings(String out, long steps, boolean resume, String... changes) {
        Path at = folder.resolve(out).resolve("model");
        return TrainingSettings.builder(at, small(changes))
                .length(new Length.Steps(steps))
                .threads(2)
                .resume(resume)
                .build();
    }

    private static Path train(TrainingSettings settings) throws InterruptedException {
        return new Trainer(settings, Progress.NONE, () -> false).run(drawn()).orElseThrow();
    }

    /** Every file of a model by name; the card without its {@code run} block, the only part that may differ. */
    private static Map<String, byte[]> files(Path model) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : List.of("encoder.onnx", "head.onnx", "head_many.onnx", "weights.safetensors")) {
            if (!name.equals("head_many.onnx") || Files.exists(model.resolve(name))) { // early fusion has no such graph
                files.put(name, Files.readAllBytes(model.resolve(name)));
            }
        }
        ObjectMapper json = new ObjectMapper();
        ObjectNode card = (ObjectNode) json.readTree(model.resolve("model.json").toFile());
        card.remove("run");
        files.put("model.json", json.writeValueAsBytes(card));
        return files;
    }

    private static void assertSame(Path one, Path other) throws IOException {
        Map<String, byte[]> expected = files(other);
        assertThat(files(one).keySet()).isEqualTo(expected.keySet());
        files(one).forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void theSameSeedGivesTheSameModelByteForByte() throws Exception {
        Path one = train(settings("one", 12, false));
        Path same = train(settings("same", 12, false));

        assertSame(one, same);
        try (var left = Files.list(one)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "model.json", "encoder.onnx", "head.onnx", "head_many.onnx", "weights.safetensors");
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

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 11})
    void aStoppedRunResumesToTheSameModel(int stopAfter) throws Exception {
        Path whole = train(settings("whole", 12, false));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 12, false), Progress.NONE, () -> asked.incrementAndGet() > stopAfter);
        assertThat(stopped.run(drawn())).isEmpty();

        assertSame(train(settings("stopped", 12, true)), whole);
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
    void earlyFusionTrainsAndResumes() throws Exception {
        String[] early = {"design.sharing=early"};
        Path whole = train(settings("whole", 8, false, early));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 8, false, early), Progress.NONE, () -> asked.incrementAndGet() > 4);
        assertThat(stopped.run(drawn())).isEmpty();

        assertSame(train(settings("stopped", 8, true, early)), whole);
    }

    @Test
    void theExponentOfTheEmbeddingIsLearnedResumedAndKept() throws Exception {
        String[] gem = {"design.embedding-pooling=gem"};
        Path whole = train(settings("whole", 8, false, gem));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 8, false, gem), Progress.NONE, () -> asked.incrementAndGet() > 4);
        assertThat(stopped.run(drawn())).isEmpty();
        assertSame(train(settings("stopped", 8, true, gem)), whole);

        float learned = logExponent(whole);
        assertThat(learned).isNotZero().isBetween(-1f, 1f);
        TrainingSettings given = settings("next", 1, false, "schedule.learning-rate=0.0000000001", gem[0]);
        Path next = train(given.toBuilder().from(ModelFiles.at(whole)).build());
        assertThat(logExponent(next)).isCloseTo(learned, org.assertj.core.data.Offset.offset(1e-6f));

        TrainingSettings grid = settings("grid", 1, false);
        assertThatThrownBy(
                        () -> train(grid.toBuilder().from(ModelFiles.at(whole)).build()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "its embedding-pooling is gem, and the recipe's is grid (embedding.project.weight");
    }

    private static float logExponent(Path model) {
        return Objects.requireNonNull(
                        SafeTensors.read(model.resolve("weights.safetensors")).get("embedding.pooling.log_exponent"))
                .values()[0];
    }

    @Test
    void aLearnedTemperatureIsResumedAndLeftOutOfTheModel() throws Exception {
        String[] learned = {"objective.temperature=0.1", "objective.learn-temperature=true"};
        Path whole = train(settings("whole", 8, false, learned));
        AtomicInteger asked = new AtomicInteger();
        Trainer stopped =
                new Trainer(settings("stopped", 8, false, learned), Progress.NONE, () -> asked.incrementAndGet() > 4);
        assertThat(stopped.run(drawn())).isEmpty();
        assertSame(train(settings("stopped", 8, true, learned)), whole);

        Path constant = train(settings("constant", 8, false, learned[0]));
        assertThat(Files.readAllBytes(whole.resolve("weights.safetensors")))
                .as("the temperature is not constant")
                .isNotEqualTo(Files.readAllBytes(constant.resolve("weights.safetensors")));
        assertThat(SafeTensors.read(whole.resolve("weights.safetensors")).keySet())
                .isEqualTo(SafeTensors.read(constant.resolve("weights.safetensors"))
                        .keySet());
        TrainingSettings next = settings("next", 1, false, learned);
        train(next.toBuilder().from(ModelFiles.at(whole)).build());
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

    @Test
    void trainsOnDeclaredPairs() throws Exception {
        List<LabelledPicture> pictures = DrawnPictures.inMemory(DRAWN);
        List<PicturePair> pairs = new ArrayList<>();
        for (int i = 0; i + 7 < pictures.size(); i++) {
            LabelledPicture a = pictures.get(i);
            LabelledPicture next = pictures.get(i + 1);
            if (a.identity().equals(next.identity())) {
                pairs.add(new PicturePair(a, next, true));
            } else {
                pairs.add(new PicturePair(a, pictures.get(i + 7), false));
                pairs.add(new PicturePair(a, next, false));
            }
        }
        DataSet data = new Pairs("pairs.csv", pictures, pairs, Map.of(), "hash of pairs");
        TrainingSettings settings = settings("pairs", 6, false, "objective.target={cross-entropy: 1, triplet: 1}");

        Optional<Path> model = new Trainer(settings, Progress.NONE, () -> false).run(data);

        assertThat(model).isPresent();
        assertThat(new ObjectMapper()
                        .readTree(model.get().resolve("model.json").toFile())
                        .at("/measured/held_out")
                        .has("one_shot"))
                .isFalse();
    }

    /** The settings that repeat a run by the number of steps in its card, and by its changes. */
    private TrainingSettings repeating(String out, Path model) throws IOException {
        String steps = ModelJson.read(ModelFiles.at(model).read("model.json"), "the model")
                .provenance()
                .training()
                .repeatedBy();
        return settings(out, 1, false).toBuilder()
                .length(new Length.Steps(StepPlan.parse(steps)))
                .build();
    }

    /** On this clock a step takes 20 ms, and from step 60 on the given time; nothing else takes time. */
    private Path trainedOnAClock(TrainingSettings settings, long millis) throws InterruptedException {
        AtomicLong now = new AtomicLong();
        Progress steps = (done, total, note) -> {
            if (note.contains("loss")) {
                now.addAndGet((done < 60 ? 20 : millis) * 1_000_000L);
            }
        };
        Path model =
                new Trainer(settings, steps, () -> false, now::get).run(drawn()).orElseThrow();
        double minutes = settings.length().timeLimit().orElseThrow();
        assertThat(now.get() / 60e9).isBetween(0.95 * minutes, 1.05 * minutes);
        return model;
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 20, 40})
    void aRunByMinutesKeepsItsTimeIfTheSpeedChanges(long millis) throws Exception {
        TrainingSettings given = settings("minutes", 1, false).toBuilder()
                .length(new Length.Minutes(0.06))
                .build();
        Path timed = trainedOnAClock(given, millis);

        StepPlan plan = ((Length.Steps) repeating("steps", timed).length()).plan();
        assertThat(plan.changes()).hasSizeBetween(millis == 20 ? 1 : 2, millis == 20 ? 1 : 4);
        assertSame(train(repeating("steps", timed)), timed);
    }

    @Test
    void aRunWhoseNumberOfStepsChangesResumesToTheSameModel() throws Exception {
        Length changes = new Length.Steps(StepPlan.parse("30,14@10,12@11"));
        TrainingSettings whole =
                settings("whole", 1, false).toBuilder().length(changes).build();
        TrainingSettings half =
                settings("half", 1, false).toBuilder().length(changes).build();
        AtomicInteger asked = new AtomicInteger();
        assertThat(new Trainer(half, Progress.NONE, () -> asked.incrementAndGet() > 10).run(drawn()))
                .isEmpty();

        assertSame(train(half.toBuilder().resume(true).build()), train(whole));
    }

    @Test
    void aRunByMinutesRepeatsByItsNumberOfSteps() throws Exception {
        TrainingSettings given = settings("minutes", 1, false);
        Path timed = train(given.toBuilder().length(new Length.Minutes(0.12)).build());
        assertSame(train(repeating("steps", timed)), timed);
    }

    @Test
    void aFolderWithOtherContentsIsAnError() throws Exception {
        Path model = train(settings("taken", 2, false));

        assertThatThrownBy(() -> train(settings("taken", 2, false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(model.toString())
                .hasMessageContaining("holds a model already");
        Files.createDirectories(folder.resolve("other").resolve("model"));
        Files.writeString(folder.resolve("other").resolve("model").resolve("thesis.txt"), "precious");
        assertThatThrownBy(() -> train(settings("other", 2, false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("thesis.txt");
    }

    @Test
    void resumingWithOtherSettingsIsAnError() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        new Trainer(settings("run", 12, false), Progress.NONE, () -> asked.incrementAndGet() > 2).run(drawn());

        assertThatThrownBy(() -> train(settings("run", 12, false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("resume the run, or choose another output folder");
        assertThatThrownBy(() -> train(settings("run", 12, true, "design.head=concat")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another recipe");
        assertThatThrownBy(() -> train(settings("run", 13, true)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("12 steps");
    }

    @Test
    void picturesInAFolderNamedTrainingAreNeverChanged() throws Exception {
        TrainingSettings settings = settings("shop", 2, false);
        Path picture = settings.out().resolve("training").resolve("bolt").resolve("1.png");
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, "precious");

        assertThatThrownBy(() -> train(settings))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("bolt");
        assertThat(picture).hasContent("precious");
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
    void groupsOfOneIdentityEachAreValidatedByVerification() throws Exception {
        List<LabelledPicture> lonely = DrawnPictures.inMemory(DRAWN).stream()
                .map(picture ->
                        new LabelledPicture(picture.name(), picture.identity(), picture.identity(), picture.source()))
                .toList();

        Optional<Path> model = new Trainer(settings("lonely", 3, false), Progress.NONE, () -> false)
                .run(new Classes("lonely", lonely, "hash"));

        assertThat(new ObjectMapper()
                        .readTree(model.orElseThrow().resolve("model.json").toFile())
                        .at("/measured/held_out")
                        .has("one_shot"))
                .isFalse();
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
    void unknownNamesAreFoundBeforeAnyPictureIsRead() {
        List<LabelledPicture> unreadable = DrawnPictures.inMemory(DRAWN).stream()
                .map(picture -> new LabelledPicture(picture.name(), picture.identity(), picture.group(), () -> {
                    throw new AssertionError("read too early");
                }))
                .toList();

        assertThatThrownBy(
                        () -> new Trainer(settings("words", 3, false, "design.head=tail"), Progress.NONE, () -> false)
                                .run(new Classes("unreadable", unreadable, "hash")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'tail'");
    }

    @Test
    void dataOfOneIdentityAreAnError() {
        List<LabelledPicture> one = DrawnPictures.inMemory(DRAWN).stream()
                .filter(picture -> picture.identity()
                        .equals(DrawnPictures.inMemory(DRAWN).get(0).identity()))
                .toList();

        assertThatThrownBy(() -> new Trainer(settings("one", 2, false), Progress.NONE, () -> false)
                        .run(new Classes("one", one, "hash")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 identity");
    }

    /** An empty file. */
    private record Broken(String name) implements LabelledPicture.Source {
        @Override
        public Picture read() {
            return Picture.read(new byte[0], name);
        }

        @Override
        public String contentKey() {
            return "empty";
        }
    }

    /** The drawn pictures, some of them unreadable, on both sides of the split. */
    private static DataSet broken(int every) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (LabelledPicture picture : DrawnPictures.inMemory(DRAWN)) {
            boolean fails = pictures.size() % every == every / 2;
            pictures.add(fails ? picture.from(new Broken(picture.name())) : picture);
        }
        return new Classes("drawn", pictures, "hash of drawn");
    }

    @Test
    void unreadablePicturesAreSkippedAndTheSplitStaysTheSame() throws Exception {
        SkippedPictures skipped = new SkippedPictures(SkippedPictures.Limit.DEFAULT);
        TrainingData whole = TrainingData.load(drawn(), small(), 1, Progress.NONE);
        TrainingData left = TrainingData.load(broken(40), small(), 1, skipped, Progress.NONE);

        assertThat(left.skipped()).hasSize(3).isEqualTo(skipped.names());
        assertThat(left.rasters().size() + left.heldOut().size())
                .isEqualTo(whole.rasters().size() + whole.heldOut().size() - 3);
        assertThat(names(whole)).containsAll(names(left));
        TrainingSettings given = settings("broken", 4, false);
        Path model =
                new Trainer(given, Progress.NONE, () -> false).run(broken(40)).orElseThrow();
        assertThat(new ObjectMapper()
                        .readTree(model.resolve("model.json").toFile())
                        .at("/provenance/skipped"))
                .hasSize(3);
    }

    private static List<String> names(TrainingData data) {
        return data.heldOut().stream().map(LabelledPicture::name).toList();
    }

    @Test
    void tooManyUnreadablePicturesStopTheRunBeforeItsFirstStep() {
        TrainingSettings given = settings("broken", 4, false);
        assertThatThrownBy(() -> new Trainer(given, Progress.NONE, () -> false).run(broken(8)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("of 120 pictures cannot be read, but at most 10 may be")
                .hasMessageContaining("the file is empty")
                .hasMessageContaining("allow more unreadable ones");
        TrainingSettings strict =
                given.toBuilder().unreadable(SkippedPictures.Limit.NONE).build();
        assertThatThrownBy(() -> new Trainer(strict, Progress.NONE, () -> false).run(broken(40)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no picture of these data may be skipped");
    }

    /** The same pictures must be unreadable when a run starts and when it resumes: otherwise the training set differs. */
    @Test
    void aRunDoesNotResumeWithOtherUnreadablePictures() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        TrainingSettings given = settings("broken", 6, true);
        assertThat(new Trainer(given, Progress.NONE, () -> asked.incrementAndGet() > 3).run(broken(40)))
                .isEmpty();
        assertThatThrownBy(() -> new Trainer(given, Progress.NONE, () -> false).run(drawn()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was started with another skipped");
        assertThat(new Trainer(given, Progress.NONE, () -> false).run(broken(40)))
                .isPresent();
    }

    @Test
    void aSecondRunInTheSameFolderIsAnErrorAndTheFirstContinues() throws Exception {
        TrainingSettings given = settings("shared", 6, true);
        AtomicInteger asked = new AtomicInteger();
        Path model = new Trainer(given, Progress.NONE, () -> {
                    if (asked.incrementAndGet() == 3) {
                        assertThatThrownBy(() -> new Trainer(given, Progress.NONE, () -> false).run(drawn()))
                                .isInstanceOf(InputException.class)
                                .hasMessageContaining("another process is at work on this training run");
                    }
                    return false;
                })
                .run(drawn())
                .orElseThrow();
        assertThat(model.resolve("model.json")).exists();
        assertThat(model.resolve("training")).doesNotExist();
    }

    @Test
    void incompleteFilesOfAKilledRunAreRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        TrainingSettings given = settings("left", 4, true);
        Path training = Files.createDirectories(given.out().resolve("training"));
        Files.writeString(training.resolve(".checkpoint.safetensors." + dead.pid() + ".part"), "half");
        Files.writeString(given.out().resolve(".head.onnx." + dead.pid() + ".part"), "half");
        Path model = train(given);
        try (var left = Files.list(model)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "model.json", "encoder.onnx", "head.onnx", "head_many.onnx", "weights.safetensors");
        }
    }

    @Test
    void theRestOfTheStateBesideAFinishedModelIsRemoved() throws Exception {
        TrainingSettings given = settings("written", 4, true);
        Path model = train(given);
        Map<String, byte[]> before = files(model);
        for (boolean checkpoint : List.of(true, false)) {
            Path training = Files.createDirectories(model.resolve("training"));
            Files.createFile(training.resolve(".lock"));
            if (checkpoint) {
                Files.writeString(training.resolve("checkpoint.safetensors"), "of the run that was killed");
            }
            assertThat(train(given)).isEqualTo(model);
            assertThat(training).doesNotExist();
            assertThat(files(model)).containsExactlyInAnyOrderEntriesOf(before);
        }
        assertThatThrownBy(() -> train(given)).hasMessageContaining("there is nothing to resume");
    }
}
