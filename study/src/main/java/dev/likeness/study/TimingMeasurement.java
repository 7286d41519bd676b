package dev.likeness.study;

import dev.likeness.data.SkippedPictures;
import dev.likeness.evaluation.Speed;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.train.TrainingData;
import dev.likeness.train.recipe.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the times of all contenders, one after the other and after all training, so that no other work of the study
 * runs at the same time. A timing taken on a busy machine is marked, and measured again at the next call.
 */
final class TimingMeasurement {
    /** The share of a contender's time that goes to training speed. */
    private static final double TRAINING = 0.4;

    private static final int MAX_WARM_UPS = 6;
    private static final double AGREEMENT = 0.1;

    private final StudyContext context;

    /** What the training pictures depend on; recipes that differ in other fields share them. */
    private record PicturesKey(Recipe.Input input, Recipe.Augmentation augmentation, Recipe.Selection selection) {}

    private final Map<PicturesKey, TrainingData> loaded = new HashMap<>();

    TimingMeasurement(StudyContext context) {
        this.context = context;
    }

    /** Measures what is missing or was measured on a busy machine. Returns early when told to stop. */
    void run(List<Contender> contenders, Progress progress, BooleanSupplier stop) throws InterruptedException {
        StudyFolder folder = context.folder();
        List<Contender> wanted = contenders.stream()
                .filter(one -> folder.timing(one).filter(Timing::quiet).isEmpty())
                .toList();
        if (!wanted.isEmpty() && !stop.getAsBoolean()) {
            progress.at(0, wanted.size(), "warming up");
            warmUp(wanted.get(0));
        }
        for (int i = 0; i < wanted.size() && !stop.getAsBoolean(); i++) {
            progress.at(i, wanted.size(), "timing " + wanted.get(i).name());
            folder.write(wanted.get(i), wanted.get(i).time(this));
        }
    }

    /**
     * Repeats a measurement until two in a row agree: while the heap grows and code is compiled, the first contender
     * measured up to ten times slower.
     */
    private void warmUp(Contender contender) throws InterruptedException {
        double before = contender.time(this).compareMicroseconds();
        for (int round = 0; round < MAX_WARM_UPS; round++) {
            double now = contender.time(this).compareMicroseconds();
            if (Math.abs(now - before) <= AGREEMENT * before) {
                return;
            }
            before = now;
        }
    }

    /**
     * The times of a contender.
     *
     * @param trainingSpeed pictures per second; null for a fixed measure
     * @param load measured since its training speed was
     */
    Timing of(Contender contender, @Nullable Double trainingSpeed, Machine.Load load) {
        try (Measure measure =
                contender.open(context.folder(), context.settings().seed())) {
            Speed speed = Speed.of(measure, seconds() - trainingSeconds());
            return new Timing(speed.encode(), speed.compare(), speed.compareAlone(), trainingSpeed, load.wasQuiet());
        }
    }

    int threads() {
        return context.settings().threads();
    }

    private double seconds() {
        return context.settings().judging().timing();
    }

    double trainingSeconds() {
        return TRAINING * seconds();
    }

    /** The training pictures of a recipe, loaded once for all recipes that share them. */
    TrainingData pictures(Recipe recipe) {
        StudyData data = context.data();
        return loaded.computeIfAbsent(
                new PicturesKey(recipe.input(), recipe.augmentation(), recipe.selection()),
                wanted -> TrainingData.load(
                        data.training(),
                        recipe,
                        context.settings().seed(),
                        SkippedPictures.of(data.training(), data.unreadable()),
                        Progress.NONE));
    }
}
