package dev.likeness.model;

import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from: enough to train it again, byte for byte.
 *
 * @param software name and version of the software that trained it; empty if the card does not say
 * @param data the training data
 * @param training sizes, seed and number of steps
 * @param from the model that training started from; null if it started from random weights
 * @param towerWeights the file that the tower's first weights come from; null if there was none
 * @param recipe every other choice, as a JSON object; empty if the card does not say
 * @param validations the validation points, in order of their steps
 */
public record Provenance(
        String software,
        DataUse data,
        Training training,
        @Nullable StartingModel from,
        @Nullable TowerFile towerWeights,
        String recipe,
        List<ValidationPoint> validations) {
    /** The provenance of a card that does not record one. */
    public static final Provenance UNKNOWN = new Provenance(
            "",
            new DataUse("", "", DataUse.Selection.ALL, List.of()),
            new Training(0, 0, 0, 0, 0, 0),
            null,
            null,
            "",
            List.of());

    public Provenance {
        validations = List.copyOf(validations);
    }

    /**
     * The share of identities that the recipe holds out from training; empty if the card records no recipe.
     */
    public OptionalDouble holdOut() {
        return ModelJson.number(recipe, "/selection/hold-out");
    }

    /**
     * The data that a model was trained or calibrated on.
     *
     * @param name file or folder name of the data set, without its path; empty if the card does not say
     * @param sha256 hash of the selected pictures and their labels; empty if the card does not say
     * @param selection which pictures of the data set were used
     * @param skipped names of pictures that could not be read, sorted
     */
    public record DataUse(String name, String sha256, Selection selection, List<String> skipped) {
        public DataUse {
            skipped = List.copyOf(skipped);
        }

        /**
         * The options that selected the pictures.
         *
         * @param only globs, of which a used picture fits at least one; empty if all fit
         * @param leaveOut globs of pictures that were not used
         * @param labels the regular expression that takes identities from file names; empty if there is none
         * @param split the split that was used; empty for the default
         */
        public record Selection(List<String> only, List<String> leaveOut, String labels, String split) {
            /** All pictures. */
            public static final Selection ALL = new Selection(List.of(), List.of(), "", "");

            public Selection {
                only = List.copyOf(only);
                leaveOut = List.copyOf(leaveOut);
            }
        }
    }

    /**
     * The size of a training and what it repeats from.
     *
     * @param pictures trained on
     * @param identities trained on
     * @param seed of all random choices
     * @param threads of the training engine
     * @param steps of the whole run
     * @param keptStep the step whose weights were kept
     * @param plan the number of steps and its changes during the run, as {@code 1200,1100@300}; empty if it did not change
     */
    public record Training(
            long pictures, long identities, long seed, int threads, long steps, long keptStep, String plan) {
        /** A training whose number of steps did not change. */
        public Training(long pictures, long identities, long seed, int threads, long steps, long keptStep) {
            this(pictures, identities, seed, threads, steps, keptStep, "");
        }

        /** The steps that repeat the training: the plan, or the number of steps. */
        public String repeatedBy() {
            return plan.isEmpty() ? Long.toString(steps) : plan;
        }
    }

    /**
     * The model that training started from.
     *
     * @param name of the model; empty if the card does not say
     * @param weightsSha256 checksum of its weights
     * @param sameSplit whether it, and the models that it started from, were trained on the same data with the same seed and
     *     share of held-out identities, so that the same identities were held out
     * @param encoderOnly whether only its encoder was taken, and the head started with random weights; false if the card
     *     does not say, because older versions always took both
     * @param trainedOn what it and the models before it were trained on, newest first; empty if the card does not say
     */
    public record StartingModel(
            String name, String weightsSha256, boolean sameSplit, boolean encoderOnly, List<TrainedOn> trainedOn) {
        public StartingModel {
            trainedOn = List.copyOf(trainedOn);
        }
    }

    /**
     * A training set and its split.
     *
     * @param data the pictures
     * @param holdOut the share of identities that were held out, 0 to 1
     * @param seed of the split
     */
    public record TrainedOn(DataUse data, double holdOut, long seed) {}

    /** Everything that the weights were trained on, newest first: this training, and those of the models that it started from. */
    public List<TrainedOn> trainedOn() {
        List<TrainedOn> all = new ArrayList<>();
        if (holdOut().isPresent()) {
            all.add(new TrainedOn(data, holdOut().getAsDouble(), training.seed()));
        }
        if (from != null) {
            all.addAll(from.trainedOn());
        }
        return List.copyOf(all);
    }

    /**
     * A file of weights for the tower.
     *
     * @param name of the file, without its folder
     * @param sha256 its checksum
     */
    public record TowerFile(String name, String sha256) {}

    /**
     * The quality of the averaged weights on held-out identities, after a step.
     *
     * @param step after which it was measured
     * @param quality of head and embedding together: one-shot accuracy, area under the ROC curve, or mean
     *     average precision of retrieval, 0 to 1
     * @param byHead the same of the head alone
     * @param byEmbedding the same of the embedding alone
     * @param term how much of the embedding enters the score
     */
    public record ValidationPoint(long step, double quality, double byHead, double byEmbedding, EmbeddingTerm term) {}
}
