package dev.likeness.bench;

import dev.likeness.data.format.DataFormats;
import dev.likeness.progress.Progress;
import dev.likeness.train.Length;
import dev.likeness.train.Trainer;
import dev.likeness.train.TrainingSettings;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Path;

/** The speed of a training run as the command {@code train} does it, with loading and altering pictures. */
final class TrainingRunSpeed {
    /** Steps before the clock starts. */
    private static final int WARM_UP = 12;

    private static final int MANY_STEPS = 1_000_000;
    private static final String STEP = ", loss ";

    private TrainingRunSpeed() {}

    /**
     * Seconds for each picture, from the end of the warm-up until the time is over. Then the run stops with a checkpoint.
     *
     * @param format of the data
     * @param recipe its file
     * @param precision {@code float} or {@code mixed}
     * @param out a folder for the runs; each round has its own in it
     */
    static double secondsEach(
            String data, String format, String recipe, String precision, double seconds, int threads, String out)
            throws InterruptedException {
        Recipe read = Recipes.read(Path.of(recipe))
                .with("schedule", "precision", precision)
                .toRecipe();
        Clock clock = new Clock();
        TrainingSettings settings = TrainingSettings.builder(Path.of(out, "run-" + System.nanoTime()), read)
                .length(new Length.Steps(MANY_STEPS))
                .threads(threads)
                .build();
        new Trainer(settings, clock, () -> clock.seconds() > seconds).run(DataFormats.open(Path.of(data), format));
        return clock.seconds() / (2.0 * read.schedule().identities() * (clock.last - WARM_UP));
    }

    /** Notes when steps end. */
    private static final class Clock implements Progress {
        private long startedAt;
        private long lastAt;
        private long last;

        @Override
        public void at(long done, long total, String note) {
            if (total == MANY_STEPS && note.contains(STEP)) {
                lastAt = System.nanoTime();
                last = done;
                if (done == WARM_UP) {
                    startedAt = lastAt;
                }
            }
        }

        /** Since the end of the warm-up; 0 before. */
        double seconds() {
            return last > WARM_UP ? (lastAt - startedAt) / 1e9 : 0;
        }
    }
}
