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
 * The settings of one training run: where the model goes, the recipe, and the choices that a recipe leaves open.
 *
 * <pre>{@code
 * TrainingSettings settings = TrainingSettings.builder(out, recipe)
 *         .length(new Length.Steps(1000))
 *         .threads(2)
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class TrainingSettings {
    private final Builder chosen;

    private TrainingSettings(Builder chosen) {
        this.chosen = chosen;
    }

    /**
     * Settings with their defaults.
     *
     * @param out the model folder to write
     * @param recipe every choice but the ones here
     */
    public static Builder builder(Path out, Recipe recipe) {
        return new Builder(out, recipe);
    }

    /** A copy of these settings, to be changed. */
    public Builder toBuilder() {
        return new Builder(chosen);
    }

    /** Collects the settings of a run. For one thread. */
    public static final class Builder {
        private final Path out;
        private final Recipe recipe;
        private Length length = new Length.Minutes(10);
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();
        private boolean resume;
        private DataSelection selection = DataSelection.ALL;
        private SkippedPictures.Limit unreadable = SkippedPictures.Limit.DEFAULT;
        private @Nullable ModelFiles from;
        private @Nullable TowerWeights towerWeights;
        private @Nullable RunRecord record;

        private Builder(Path out, Recipe recipe) {
            this.out = out;
            this.recipe = recipe;
        }

        private Builder(Builder other) {
            this(other.out, other.recipe);
            length = other.length;
            seed = other.seed;
            threads = other.threads;
            resume = other.resume;
            selection = other.selection;
            unreadable = other.unreadable;
            from = other.from;
            towerWeights = other.towerWeights;
            record = other.record;
        }

        /** The length of the run; 10 minutes by default. */
        public Builder length(Length chosen) {
            length = chosen;
            return this;
        }

        /** The seed of all random choices; 1 by default. */
        public Builder seed(long chosen) {
            seed = chosen;
            return this;
        }

        /**
         * The threads of the training engine, at least 1; by default the processors of this machine. Results repeat bit
         * for bit only with the same number.
         */
        public Builder threads(int chosen) {
            threads = chosen;
            return this;
        }

        /** Whether to continue from the checkpoint in {@code out}, if there is one; by default a checkpoint is an error. */
        public Builder resume(boolean wanted) {
            resume = wanted;
            return this;
        }

        /** Which pictures of the data to use; all by default. */
        public Builder selection(DataSelection chosen) {
            selection = chosen;
            return this;
        }

        /** How many unreadable pictures may be skipped. */
        public Builder unreadable(SkippedPictures.Limit chosen) {
            unreadable = chosen;
            return this;
        }

        /** A model whose weights training starts from; null, the default, for random weights. */
        public Builder from(@Nullable ModelFiles model) {
            from = model;
            return this;
        }

        /** The weights that the tower alone starts from; null, the default, for those of the rest of the network. */
        public Builder towerWeights(@Nullable TowerWeights weights) {
            towerWeights = weights;
            return this;
        }

        /** The command to keep beside the checkpoint, so that the run can be resumed without options; none by default. */
        public Builder record(@Nullable RunRecord command) {
            record = command;
            return this;
        }

        /**
         * The settings.
         *
         * @throws InputException if the run would start from a model and from tower weights at once, or if the recipe
         *     freezes layers and there is no model to take them from
         */
        public TrainingSettings build() {
            if (from != null && towerWeights != null) {
                throw new InputException(
                        "training cannot start both from the model " + from.name() + " and from the tower weights "
                                + towerWeights.name(),
                        new Remedy(Remedy.Action.CHOOSE_ONE_START));
            }
            if (recipe.schedule().freezes() && from == null) {
                throw new InputException(
                        "recipe: schedule.frozen is '" + recipe.schedule().frozen()
                                + "', and the run does not start from a model: its frozen layers would stay random",
                        new Remedy(Remedy.Action.CHOOSE_START));
            }
            return new TrainingSettings(new Builder(this));
        }
    }

    /** The model folder to write. */
    public Path out() {
        return chosen.out;
    }

    /** The name of the model: that of its folder. */
    public String name() {
        Path name = chosen.out.toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString();
    }

    public Recipe recipe() {
        return chosen.recipe;
    }

    public Length length() {
        return chosen.length;
    }

    public long seed() {
        return chosen.seed;
    }

    public int threads() {
        return chosen.threads;
    }

    /** Whether the run continues from a checkpoint, if there is one. */
    public boolean resumes() {
        return chosen.resume;
    }

    public DataSelection selection() {
        return chosen.selection;
    }

    public SkippedPictures.Limit unreadable() {
        return chosen.unreadable;
    }

    /** The model that training starts from; null for random weights. */
    public @Nullable ModelFiles from() {
        return chosen.from;
    }

    /** The weights that the tower alone starts from; null if there are none. */
    public @Nullable TowerWeights towerWeights() {
        return chosen.towerWeights;
    }

    /** The command to keep beside the checkpoint; null for none. */
    public @Nullable RunRecord record() {
        return chosen.record;
    }
}
