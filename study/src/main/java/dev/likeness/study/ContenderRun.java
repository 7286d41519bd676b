package dev.likeness.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.evaluation.OneShot;
import dev.likeness.evaluation.PictureCodes;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Measures;
import dev.likeness.measure.PairScoring;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.PictureShape;
import dev.likeness.study.Contender.Fixed;
import dev.likeness.study.Contender.Trained;
import dev.likeness.study.RunResult.Part;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.train.DivergedException;
import dev.likeness.train.Networks;
import dev.likeness.train.Trainer;
import dev.likeness.train.TrainingSettings;
import dev.likeness.train.cost.Cost;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One run: a contender under one seed, trained where it learns, then judged.
 *
 * @param seed of the training; any number for a fixed measure
 */
record ContenderRun(Contender contender, long seed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String name() {
        return contender instanceof Fixed ? contender.name() : contender.name() + ", seed " + seed;
    }

    /** What the run depends on, beside the study's plan. */
    JsonNode key() {
        ObjectNode key = JSON.createObjectNode();
        if (contender instanceof Trained trained) {
            key.set("recipe", Recipes.tree(trained.recipe()));
            key.put("seed", seed);
        }
        return key;
    }

    /**
     * What it came to, if it is finished.
     *
     * @throws InputException if it was another run that came to it
     */
    Optional<RunResult> finished(StudyFolder folder, StudyData data) {
        Optional<RunResult> result = folder.result(contender, seed);
        result.ifPresent(found -> {
            if (!found.key().toString().equals(key().toString())) {
                throw new InputException(
                        folder.file("") + ": the run " + name() + " in it was made with another recipe",
                        new Remedy(Remedy.Action.CONTINUE_STUDY_UNCHANGED));
            }
            if (!found.fits(data.pairs().size(), data.trials().size())) {
                throw new InputException(folder.file("") + ": the result of " + name() + " speaks of other pairs;"
                        + " remove its result.json, and it is judged again");
            }
        });
        return result;
    }

    /**
     * Trains and judges; what was trained already, wholly or in part, is not trained again.
     *
     * @return false if it was stopped, and can be gone on with
     */
    boolean run(StudySettings settings, StudyFolder folder, StudyData data, GridProgress progress, BooleanSupplier stop)
            throws InterruptedException {
        if (contender instanceof Fixed) {
            try (Measure measure = Measures.named(contender.name())) {
                Map<String, Part> parts = judge(measure, data, progress);
                folder.write(contender, seed, new RunResult(key(), null, 0, 0, parts, null, null));
                return true;
            }
        }
        Trained trained = (Trained) contender;
        Path model = folder.model(contender, seed);
        if (!Files.exists(model.resolve("model.json"))) {
            TrainingSettings training = new TrainingSettings(
                            model, trained.recipe(), settings.budget(), seed, settings.threads(), true, null)
                    .skipping(data.unreadable());
            try {
                if (new Trainer(training, progress.training(name()), stop)
                        .run(data.training())
                        .isEmpty()) {
                    return false;
                }
            } catch (DivergedException e) {
                folder.write(
                        contender,
                        seed,
                        new RunResult(key(), seed, 0, 0, Map.of(), null, String.valueOf(e.getMessage())));
                return true;
            }
        }
        try (LearnedMeasure measure = LearnedMeasure.open(ModelFiles.at(model))) {
            ModelCard card = measure.card();
            Map<String, Part> parts = judge(measure, data, progress);
            folder.write(
                    contender,
                    seed,
                    new RunResult(
                            key(),
                            seed,
                            card.notes().provenance().path("steps").asLong(),
                            card.notes().run().path("minutes").asDouble(),
                            parts,
                            cost(trained.recipe(), card.input()),
                            null));
        }
        return true;
    }

    private Map<String, Part> judge(Measure measure, StudyData data, GridProgress progress) {
        PictureCodes codes = PictureCodes.ofPairs(measure, data.pairs(), progress.judging(name(), 0));
        Map<String, double[]> scores = codes.compareAll(measure, data.pairs());
        Map<String, PairScoring> scorings = new LinkedHashMap<>();
        scorings.put(Measure.OWN_SCORE, measure);
        scorings.putAll(measure.readings());
        PictureCodes ofTrials = PictureCodes.ofTrials(measure, data.trials(), progress.judging(name(), 1));
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Map.Entry<String, PairScoring> scoring : scorings.entrySet()) {
            double[] found = scores.getOrDefault(scoring.getKey(), new double[0]);
            for (double score : found) {
                if (!Double.isFinite(score)) {
                    throw new IllegalStateException(
                            measure.name() + " gave a score that is no finite number: " + score);
                }
            }
            parts.put(scoring.getKey(), Part.of(found, OneShot.answer(ofTrials, scoring.getValue(), data.trials())));
        }
        return parts;
    }

    /** What a recipe's network costs for pictures of a shape. */
    static CostFacts cost(Recipe recipe, PictureShape shape) {
        Cost whole = Cost.of(Networks.build(recipe.design(), shape), shape);
        if (whole.encode() == 0) { // both pictures enter the tower, so it runs for each pair
            return new CostFacts(whole.parameters(), 0, 0, whole.compare());
        }
        long tower = Networks.towerCost(recipe.design(), shape).encode();
        return new CostFacts(whole.parameters(), tower, whole.encode() - tower, whole.compare());
    }
}
