package dev.likeness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The recipe of a training run: the defaults or a model's own, then a file, then the options here. */
final class RecipeOptions {
    @Option(
            names = "--recipe",
            paramLabel = "FILE.yaml",
            description = "A recipe; it names only what differs from the defaults ('likeness train --print-recipe'"
                    + " shows them).")
    private @Nullable Path recipe;

    @Option(names = "--tower", paramLabel = "WORD", description = "plain, residual, resnet18 or separable.")
    private @Nullable String tower;

    @Option(
            names = "--sharing",
            paramLabel = "WORD",
            description =
                    "shared: one tower for both pictures; separate: one for each, for pictures of two kinds; early:"
                            + " both enter one tower together.")
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
            description =
                    "none; or parameters or multiply-adds: a head as wide as makes it cost what concat costs, so that"
                            + " a comparison of heads is fair.")
    private @Nullable String match;

    @Option(
            names = "--target",
            paramLabel = "WORD[=WEIGHT],..",
            description = "What training pulls towards: cross-entropy, hinge, contrastive, triplet or info-nce, or"
                    + " several.")
    private @Nullable String target;

    @Option(
            names = "--negatives",
            paramLabel = "WORD,..",
            description = "What a match is held against: random, semi-hard or hardest (in the batch), or several.")
    private @Nullable String negatives;

    @Option(
            names = "--set",
            paramLabel = "SECTION.FIELD=VALUE",
            description = "Any field of the recipe, such as --set input.size=64. May be repeated.")
    private Map<String, String> fields = new LinkedHashMap<>();

    /** @param from the model that training starts from, whose recipe then takes the place of the defaults */
    Recipe recipe(@Nullable ModelFiles from) {
        Recipes recipes = from == null ? Recipes.defaults() : Recipes.of(own(from));
        if (recipe != null) {
            recipes = recipes.changedBy(recipe);
        }
        recipes = tower == null ? recipes : recipes.withTower(tower);
        recipes = with(recipes, "design", "sharing", sharing);
        recipes = with(recipes, "design", "head", head);
        recipes = with(recipes, "design", "match", match);
        recipes = target == null ? recipes : recipes.withTargets(target);
        recipes = with(recipes, "objective", "negatives", negatives == null ? null : "[" + negatives + "]");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            recipes = recipes.withField(field.getKey(), field.getValue());
        }
        return recipes.toRecipe();
    }

    private static Recipes with(Recipes recipes, String section, String field, @Nullable String value) {
        return value == null ? recipes : recipes.with(section, field, value);
    }

    private static JsonNode own(ModelFiles from) {
        ModelCard card = ModelJson.read(from.read("model.json"), from.name());
        return card.notes().provenance().path("recipe");
    }
}
