package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.RecipeDifference;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The recipe of a training run: the defaults, or the recipe of a model with the changes for fine-tuning; changed by a file,
 * then by these options.
 */
public final class RecipeOptions {
    /** The names of these options. */
    static final Set<String> NAMES =
            Set.of("--recipe", "--tower", "--sharing", "--head", "--match", "--target", "--negatives", "--set");

    @Option(
            names = "--recipe",
            paramLabel = "FILE.yaml",
            description = "A recipe; it lists only the differences from the defaults ('likeness train"
                    + " --print-recipe' shows them).")
    private @Nullable Path recipe;

    @Option(names = "--tower", paramLabel = "WORD", description = "plain, residual, resnet18, separable or contrast.")
    private @Nullable String tower;

    @Option(
            names = "--sharing",
            paramLabel = "WORD",
            description =
                    "shared: one tower for both pictures; separate: one for each, for pictures of two kinds; early:"
                            + " one tower for both pictures together.")
    private @Nullable String sharing;

    @Option(
            names = "--head",
            paramLabel = "WORD",
            description = "concat, grouped, interleaved, separable, difference, product, blend, correlation, nearest or"
                    + " cosine.")
    private @Nullable String head;

    @Option(
            names = "--match",
            paramLabel = "WORD",
            description = "none, parameters or multiply-adds: choose the width of the head so that it costs the same as"
                    + " concat, for fair comparisons of heads.")
    private @Nullable String match;

    @Option(
            names = "--target",
            paramLabel = "WORD[=WEIGHT],..",
            description = "The training target: cross-entropy, hinge, contrastive, triplet or info-nce, or several.")
    private @Nullable String target;

    @Option(
            names = "--negatives",
            paramLabel = "WORD,..",
            description = "The negatives for each match: random, semi-hard or hardest (in the batch), or several.")
    private @Nullable String negatives;

    @Option(
            names = "--set",
            paramLabel = "SECTION.FIELD=VALUE",
            description = "Set a field of the recipe, such as --set input.size=64. May be repeated.")
    private Map<String, String> fields = new LinkedHashMap<>();

    /** @param from the model that training starts from, whose recipe replaces the defaults; null for none */
    public Recipe recipe(@Nullable ModelFiles from) {
        return changed(from == null ? Recipes.defaults() : own(from), "").toRecipe();
    }

    /**
     * The first field of a recorded recipe that these options change; empty if they change none.
     *
     * @throws InputException if a field is unknown or its value invalid
     */
    public Optional<RecipeDifference> differenceFrom(Recipe recorded) {
        Recipes changed =
                changed(Recipes.of(Recipes.tree(recorded)), recorded.design().tower());
        Optional<RecipeDifference> difference = changed.differenceFrom(recorded);
        if (difference.isEmpty()) {
            changed.toRecipe();
        }
        return difference;
    }

    /** @param towerOfBase the tower whose sizes the base contains; empty if it may contain those of another */
    private Recipes changed(Recipes base, String towerOfBase) {
        Recipes recipes = recipe == null ? base : base.changedBy(recipe);
        recipes = tower == null || tower.equals(towerOfBase) ? recipes : recipes.withTower(tower);
        recipes = with(recipes, "design", "sharing", sharing);
        recipes = with(recipes, "design", "head", head);
        recipes = with(recipes, "design", "match", match);
        recipes = target == null ? recipes : recipes.withTargets(target);
        recipes = with(recipes, "objective", "negatives", negatives == null ? null : "[" + negatives + "]");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            recipes = recipes.withField(field.getKey(), field.getValue());
        }
        return recipes;
    }

    private static Recipes with(Recipes recipes, String section, String field, @Nullable String value) {
        return value == null ? recipes : recipes.with(section, field, value);
    }

    private static Recipes own(ModelFiles from) {
        ModelCard card = ModelJson.read(from.read("model.json"), from.name());
        return Recipes.ofJson(card.provenance().recipe()).forFineTuning();
    }
}
