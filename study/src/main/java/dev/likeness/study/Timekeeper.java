package dev.likeness.study;

import dev.likeness.data.SkippedPictures;
import dev.likeness.evaluation.Speed;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import dev.likeness.study.Contender.Trained;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.train.TrainingData;
import dev.likeness.train.TrainingSpeed;
import dev.likeness.train.recipe.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the times of all contenders, one after the other and after all training, so that nothing of ours runs beside
 * them. What something else ran beside is marked, and taken anew at the next call.
 */
final class Timekeeper {
    /** The share of the time that trained contenders are trained in. */
    private static final double TRAINING = 0.4;

    private static final int MOST_REHEARSALS = 6;
    private static final double AGREE = 0.1;

    private final StudySettings settings;
    private final StudyFolder folder;
    private final StudyData data;

    /** What training pictures depend on; recipes that differ elsewhere share them. */
    private record Loading(Recipe.Input input, Recipe.Augmentation augmentation, Recipe.Selection selection) {}

    private final Map<Loading, TrainingData> loaded = new HashMap<>();

    Timekeeper(StudySettings settings, StudyFolder folder, StudyData data) {
        this.settings = settings;
        this.folder = folder;
        this.data = data;
    }

    /** Takes what is missing or was not quiet. Returns early where it is told to stop. */
    void take(List<Contender> contenders, Progress progress, BooleanSupplier stop) throws InterruptedException {
        List<Contender> wanted = contenders.stream()
                .filter(one -> folder.timing(one).filter(Timing::quiet).isEmpty())
                .toList();
        if (!wanted.isEmpty() && !stop.getAsBoolean()) {
            progress.at(0, wanted.size(), "warming up");
            rehearse(wanted.get(0));
        }
        for (int i = 0; i < wanted.size() && !stop.getAsBoolean(); i++) {
            progress.at(i, wanted.size(), "taking the times of " + wanted.get(i).name());
            folder.write(wanted.get(i), time(wanted.get(i)));
        }
    }

    /** Until two rounds agree: a young heap and code not yet compiled made those timed first ten times slower. */
    private void rehearse(Contender contender) throws InterruptedException {
        double before = time(contender).compareMicroseconds();
        for (int round = 0; round < MOST_REHEARSALS; round++) {
            double now = time(contender).compareMicroseconds();
            if (Math.abs(now - before) <= AGREE * before) {
                return;
            }
            before = now;
        }
    }

    private Timing time(Contender contender) throws InterruptedException {
        if (contender instanceof Trained trained) {
            TrainingData pictures = pictures(trained.recipe());
            MachineLoad load = new MachineLoad();
            double trainingSpeed = TrainingSpeed.picturesPerSecond(
                    pictures, trained.recipe(), settings.threads(), TRAINING * seconds());
            try (LearnedMeasure measure =
                    LearnedMeasure.open(ModelFiles.at(folder.model(contender, settings.seed())))) {
                return timing(Speed.of(measure, (1 - TRAINING) * seconds()), trainingSpeed, load);
            }
        }
        MachineLoad load = new MachineLoad();
        try (Measure measure = Measures.named(contender.name())) {
            return timing(Speed.of(measure, (1 - TRAINING) * seconds()), null, load);
        }
    }

    private double seconds() {
        return settings.judging().timing();
    }

    private static Timing timing(Speed speed, @Nullable Double trainingSpeed, MachineLoad load) {
        return new Timing(speed.encode(), speed.compare(), speed.compareAlone(), trainingSpeed, load.wasQuiet());
    }

    private TrainingData pictures(Recipe recipe) {
        return loaded.computeIfAbsent(
                new Loading(recipe.input(), recipe.augmentation(), recipe.selection()),
                wanted -> TrainingData.load(
                        data.training(),
                        recipe,
                        settings.seed(),
                        SkippedPictures.of(data.training(), data.unreadable()),
                        Progress.NONE));
    }
}
