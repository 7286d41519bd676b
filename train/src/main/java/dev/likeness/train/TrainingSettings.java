package dev.likeness.train;

import dev.likeness.error.InputException;
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
 * @param towerWeights what to start the tower from, and it alone; null to start it anew, or from a model
 */
public record TrainingSettings(
        Path out,
        Recipe recipe,
        Length length,
        long seed,
        int threads,
        boolean resume,
        @Nullable ModelFiles from,
        @Nullable TowerWeights towerWeights) {
    public TrainingSettings {
        if (from != null && towerWeights != null) {
            throw new InputException("training starts from the model " + from.name() + " or from the tower's weights "
                    + towerWeights.name() + ", not from both: leave out one of --from and --tower-weights");
        }
    }

    /** Without weights for the tower. */
    public TrainingSettings(
            Path out, Recipe recipe, Length length, long seed, int threads, boolean resume, @Nullable ModelFiles from) {
        this(out, recipe, length, seed, threads, resume, from, null);
    }

    /** The name of the model: that of its folder. */
    public String name() {
        Path name = out.toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString();
    }
}
