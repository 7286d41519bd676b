package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.data.Classes;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.export.OnnxExport;
import dev.likeness.train.head.Heads;
import dev.likeness.train.network.Network;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sampling.AffineAugmentation;
import dev.likeness.train.sampling.BatchLoader;
import dev.likeness.train.sampling.BatchSampler;
import dev.likeness.train.sharing.Sharings;
import dev.likeness.train.target.Targets;
import dev.likeness.train.tower.Towers;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trains every combination of tower, sharing, head and target that a recipe allows for 30 steps on drawn pictures. The
 * weights change, the loss stays finite, and the exported network gives the same scores in ONNX Runtime as in libtorch.
 */
class GridTest {
    private static final int STEPS = 30;
    private static final Recipes SMALL = Recipes.defaults()
            .with("input", "size", "16")
            .with("design", "widths", "[4, 6, 8]")
            .with("design", "strides", "[1, 2, 2]")
            .with("design", "blocks", "1")
            .with("design", "head-width", "4")
            .with("design", "embedding", "8")
            .with("schedule", "identities", "4")
            .with("schedule", "warm-up", "5")
            .with("selection", "ways", "5");
    private static final DrawnPictures.Settings DRAWN =
            new DrawnPictures.Settings(DrawingStyle.STROKES, 4, 4, 3, 24, 3);

    private static TrainingData data;
    private static List<Picture> pictures;

    @BeforeAll
    static void load() {
        Classes drawn = new Classes("drawn", DrawnPictures.inMemory(DRAWN), "hash of drawn");
        data = TrainingData.load(drawn, SMALL.toRecipe(), 1, Progress.NONE);
        pictures = drawn.pictures().stream()
                .limit(4)
                .map(picture -> picture.source().read())
                .toList();
    }

    static Stream<Arguments> combinations() {
        return Towers.names().stream()
                .flatMap(tower -> Sharings.names().stream()
                        .flatMap(sharing -> heads(sharing)
                                .flatMap(head ->
                                        targets(sharing).map(target -> Arguments.of(tower, sharing, head, target)))));
    }

    private static Stream<String> heads(String sharing) {
        return Sharings.headless(sharing) ? Stream.of("none") : Heads.names().stream();
    }

    private static Stream<String> targets(String sharing) {
        return Targets.names().stream().filter(target -> !Sharings.headless(sharing) || !target.equals("info-nce"));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    @Execution(ExecutionMode.CONCURRENT) // on the method, not the class: no other class may run at the same time
    void trainsAndGivesTheSameScoresAfterExport(String tower, String sharing, String head, String target)
            throws InterruptedException {
        Torch.threads(1); // a setting of each thread; a pool for such small networks costs more than it saves
        Recipes recipes = SMALL.with("design", "sharing", sharing)
                .with("design", "tower", tower)
                .with("design", "head", head)
                .with("objective", "target", "{" + target + ": 1}");
        Recipe recipe = recipes.toRecipe();
        Network network = Networks.build(recipe.design(), data.shape());
        BatchSampler sampler = new BatchSampler(data.pictures(), 4, 0, 0, 1);
        AffineAugmentation augmentation = new AffineAugmentation(recipe.augmentation(), data.shape());
        try (Stepper stepper = new Stepper(network, data.shape(), recipe, 1);
                BatchLoader loader = new BatchLoader(data.rasters(), sampler, augmentation, data.shape(), 1, 1)) {
            for (int step = 1; step <= STEPS; step++) {
                assertThat(stepper.step(loader.take(step), step, StepPlan.of(STEPS)))
                        .isFinite();
            }
            NetworkMeasure trained = new NetworkMeasure(network, stepper.weights(), Encoding.plain(data.shape()));
            OnnxExport export = new OnnxExport(network, stepper.weights().readAll());
            try (LearnedMeasure exported =
                    ModelFolderWriter.open(network, export, Encoding.plain(data.shape()), new EmbeddingTerm(0, 0))) {
                double[] expected = scores(trained);
                double[] actual = scores(exported);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i])
                            .isCloseTo(expected[i], Offset.offset(1e-4 * Math.max(1, Math.abs(expected[i]))));
                }
            }
        }
    }

    private static double[] scores(Measure measure) {
        List<Code> a = measure.encode(pictures.subList(0, 2), Side.A);
        List<Code> b = measure.encode(pictures.subList(2, 4), Side.B);
        return measure.compare(a, b);
    }
}
