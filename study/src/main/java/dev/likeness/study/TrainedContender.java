package dev.likeness.study;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.PictureShape;
import dev.likeness.study.outcome.ContenderOutcome.CostFacts;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import dev.likeness.train.DivergedException;
import dev.likeness.train.Networks;
import dev.likeness.train.Trainer;
import dev.likeness.train.TrainingData;
import dev.likeness.train.TrainingSettings;
import dev.likeness.train.TrainingSpeed;
import dev.likeness.train.cost.Cost;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A recipe that is trained once with each of its seeds. */
final class TrainedContender extends Contender {
    private final Recipe recipe;
    private final int seeds;

    TrainedContender(String name, Recipe recipe, int seeds) {
        super(name);
        this.recipe = recipe;
        this.seeds = seeds;
    }

    /** The words of a recipe by their kind: tower, sharing, head, target, negatives. */
    static Map<String, String> choice(Recipe recipe) {
        Map<String, String> choice = new LinkedHashMap<>();
        choice.put("tower", recipe.design().tower());
        choice.put("sharing", recipe.design().sharing());
        choice.put("head", recipe.design().head());
        choice.put(
                "target",
                recipe.objective().target().entrySet().stream()
                        .map(target ->
                                target.getValue() == 1 ? target.getKey() : target.getKey() + "=" + target.getValue())
                        .collect(Collectors.joining("+")));
        choice.put("negatives", String.join("+", recipe.objective().negatives()));
        return choice;
    }

    Recipe recipe() {
        return recipe;
    }

    @Override
    boolean learned() {
        return true;
    }

    @Override
    int seeds() {
        return seeds;
    }

    @Override
    Map<String, String> choice() {
        return choice(recipe);
    }

    @Override
    String recipeText() {
        return Recipes.yaml(recipe);
    }

    @Override
    void check() {
        int size = recipe.input().size();
        try {
            cost(new PictureShape(size, size, 3));
        } catch (InputException e) {
            throw new InputException(name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    void checkSplit(StudyData data, long seed) {
        TrainingData.check(data.training(), recipe, seed);
    }

    @Override
    String runName(long seed) {
        return name() + ", seed " + seed;
    }

    @Override
    String runFolder(long seed) {
        return "seed-" + seed;
    }

    @Override
    ObjectNode key(long seed) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        key.set("recipe", Recipes.tree(recipe));
        return key.put("seed", seed);
    }

    @Override
    Optional<RunResult> run(ContenderRun run, StudyContext context, GridProgress progress, BooleanSupplier stop)
            throws InterruptedException {
        long seed = run.seed();
        Path model = context.folder().model(this, seed);
        if (!Files.exists(model.resolve("model.json"))) {
            StudySettings settings = context.settings();
            TrainingSettings training = TrainingSettings.builder(model, recipe)
                    .length(settings.budget())
                    .seed(seed)
                    .threads(settings.threads())
                    .resume(true)
                    .unreadable(context.data().unreadable())
                    .build();
            try {
                if (new Trainer(training, progress.training(run.name()), stop)
                        .run(context.data().training())
                        .isEmpty()) {
                    return Optional.empty();
                }
            } catch (DivergedException e) {
                String failure = String.valueOf(e.getMessage());
                return Optional.of(new RunResult(key(seed), seed, 0, 0, Map.of(), null, failure));
            }
        }
        try (LearnedMeasure measure = open(context.folder(), seed)) {
            ModelCard card = measure.card();
            return Optional.of(new RunResult(
                    key(seed),
                    seed,
                    card.provenance().training().steps(),
                    card.time().minutes(),
                    run.judge(measure, context.data(), progress),
                    cost(card.input()),
                    null));
        }
    }

    @Override
    Timing time(TimingMeasurement measurement) throws InterruptedException {
        TrainingData pictures = measurement.pictures(recipe);
        Machine.Load load = new Machine.Load();
        double speed =
                TrainingSpeed.picturesPerSecond(pictures, recipe, measurement.threads(), measurement.trainingSeconds());
        return measurement.of(this, speed, load);
    }

    @Override
    LearnedMeasure open(StudyFolder folder, long seed) {
        return LearnedMeasure.open(ModelFiles.at(folder.model(this, seed)));
    }

    /** The cost of its network for pictures of a shape. */
    private CostFacts cost(PictureShape shape) {
        Cost whole = Cost.of(Networks.build(recipe.design(), shape), shape);
        if (whole.encode() == 0) { // early fusion: the tower runs for each pair
            return new CostFacts(whole.parameters(), 0, 0, whole.compare());
        }
        long tower = Networks.towerCost(recipe.design(), shape).encode();
        return new CostFacts(whole.parameters(), tower, whole.encode() - tower, whole.compare());
    }
}
