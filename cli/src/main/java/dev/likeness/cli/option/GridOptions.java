package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.measure.Measures;
import dev.likeness.study.Contender;
import dev.likeness.study.Grid;
import dev.likeness.train.head.Heads;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The contenders of a study: every combination of these names. */
public final class GridOptions {
    private static final String ALL = "all";
    private static final String NONE = "none";

    /** Fast measures of different types, if they are on the class path. */
    private static final List<String> DEFAULT_MEASURES =
            List.of("pixels", "ncc", "ssim", "mutual-information", "perceptual-hash");

    @Option(
            names = "--heads",
            paramLabel = "WORD,..",
            split = ",",
            hideParamSyntax = true,
            description = "How the two networks are combined. Default: all ten, if no other combination is given.")
    private List<String> heads = new ArrayList<>();

    @Option(
            names = "--towers",
            paramLabel = "WORD,..",
            split = ",",
            hideParamSyntax = true,
            description = "plain, residual, separable, contrast, resnet18.")
    private List<String> towers = new ArrayList<>();

    @Option(
            names = "--sharings",
            paramLabel = "WORD,..",
            split = ",",
            hideParamSyntax = true,
            description = "shared, separate, early.")
    private List<String> sharings = new ArrayList<>();

    @Option(
            names = "--targets",
            paramLabel = "WORD[+WORD],..",
            split = ",",
            hideParamSyntax = true,
            description = "The training targets, sums with +: cross-entropy+info-nce,triplet.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--negatives",
            paramLabel = "WORD[+WORD],..",
            split = ",",
            hideParamSyntax = true,
            description = "The negatives for each match: random,random+hardest.")
    private List<String> negatives = new ArrayList<>();

    @Option(
            names = "--measures",
            paramLabel = "NAME,..",
            split = ",",
            hideParamSyntax = true,
            description = "Classical measures to compare with; 'all' or 'none'. Default: a few fast ones.")
    private List<String> measures = DEFAULT_MEASURES;

    @Option(names = "--recipe", paramLabel = "FILE.yaml", description = "The base of all recipes.")
    private @Nullable Path recipe;

    @Option(
            names = "--set",
            paramLabel = "SECTION.FIELD=VALUE",
            description = "Set a field of all recipes, such as --set input.size=32. May be repeated.")
    private Map<String, String> fields = new LinkedHashMap<>();

    @Option(
            names = "--match",
            paramLabel = "WORD",
            description = "parameters or multiply-adds: choose the width of each head so that it costs the same as"
                    + " concat. Heads without a width (cosine) cannot be matched.")
    private @Nullable String match;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of each combination; a verdict needs 3. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--seeds-of",
            paramLabel = "WORD=N",
            description = "Another number of runs for combinations with a name, such as --seeds-of interleaved=1."
                    + " May be"
                    + " repeated.")
    private Map<String, Integer> seedsOf = new LinkedHashMap<>();

    public List<Contender> contenders() {
        Recipes base = Recipes.defaults();
        if (recipe != null) {
            base = base.changedBy(recipe);
        }
        if (match != null) {
            base = base.with("design", "match", match);
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            base = base.withField(field.getKey(), field.getValue());
        }
        boolean nothingAsked =
                heads.isEmpty() && towers.isEmpty() && sharings.isEmpty() && targets.isEmpty() && negatives.isEmpty();
        List<String> asked = nothingAsked || heads.equals(List.of(ALL)) ? List.copyOf(Heads.names()) : heads;
        return new Grid(towers, sharings, asked, targets, negatives, measures())
                .contenders(base, new Grid.Seeds(seeds, seedsOf));
    }

    private List<String> measures() {
        if (measures.equals(List.of(ALL))) {
            return Measures.names();
        }
        if (measures.equals(List.of(NONE))) {
            return List.of();
        }
        if (measures.contains(ALL) || measures.contains(NONE)) {
            throw new InputException("--measures " + String.join(",", measures) + ": 'all' and 'none' cannot be"
                    + " combined with other names; give one of them, or names");
        }
        return measures == DEFAULT_MEASURES
                ? measures.stream().filter(Measures.names()::contains).toList()
                : measures;
    }
}
