package dev.likeness.train;

import dev.likeness.data.DataSelection;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.model.ModelFiles;
import dev.likeness.train.recipe.Recipe;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One training run.
 *
 * @param out the model folder to write
 * @param recipe every choice but the ones here
 * @param length how long
 * @param seed of all chance
 * @param threads for libtorch, at least 1; results repeat bit for bit only with the same number
 * @param resume whether to go on from the checkpoint in {@code out}, where there is one
 * @param from a model whose weights to start from; null to start anew
 * @param selection which pictures of the data to use
 * @param towerWeights what to start the tower from, and it alone; null to start it anew, or from a model
 * @param unreadable how many pictures may be skipped because they cannot be read
 * @param record how the run was asked for, to be kept while it lasts; null to keep nothing
 */
public record TrainingSettings(
        Path out,
        Recipe recipe,
        Length length,
        long seed,
        int threads,
        boolean resume,
        @Nullable ModelFiles from,
        DataSelection selection,
        @Nullable TowerWeights towerWeights,
        SkippedPictures.Limit unreadable,
        @Nullable RunRecord record) {
    public TrainingSettings {
        if (from != null && towerWeights != null) {
            throw new InputException(
                    "training starts from the model " + from.name() + " or from the tower's weights "
                            + towerWeights.name() + ", not from both",
                    new Remedy(Remedy.Action.CHOOSE_ONE_START));
        }
    }

    /** On all pictures of the data, and without weights for the tower. */
    public TrainingSettings(
            Path out, Recipe recipe, Length length, long seed, int threads, boolean resume, @Nullable ModelFiles from) {
        this(
                out,
                recipe,
                length,
                seed,
                threads,
                resume,
                from,
                DataSelection.ALL,
                null,
                SkippedPictures.Limit.USUAL,
                null);
    }

    /** The same run on some pictures of the data. */
    public TrainingSettings on(DataSelection some) {
        return new TrainingSettings(
                out, recipe, length, seed, threads, resume, from, some, towerWeights, unreadable, record);
    }

    /** The same run with a tower that starts from weights, or anew for null. */
    public TrainingSettings withTowerFrom(@Nullable TowerWeights weights) {
        return new TrainingSettings(
                out, recipe, length, seed, threads, resume, from, selection, weights, unreadable, record);
    }

    /** The same run with another limit for pictures that cannot be read. */
    public TrainingSettings skipping(SkippedPictures.Limit limit) {
        return new TrainingSettings(
                out, recipe, length, seed, threads, resume, from, selection, towerWeights, limit, record);
    }

    /** The same run, with a record of how it was asked for. */
    public TrainingSettings recordedAs(RunRecord asked) {
        return new TrainingSettings(
                out, recipe, length, seed, threads, resume, from, selection, towerWeights, unreadable, asked);
    }

    /** The name of the model: that of its folder. */
    public String name() {
        Path name = out.toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString();
    }
}
