package dev.likeness.study;

import dev.likeness.error.InputException;
import dev.likeness.measure.Measures;
import dev.likeness.registry.UnknownName;
import dev.likeness.study.Contender.Fixed;
import dev.likeness.study.Contender.Trained;
import dev.likeness.train.Trainer;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sharing.Sharings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every combination of the words that are asked for. An empty list stands for the word of the recipe itself.
 *
 * @param targets each a sum such as {@code cross-entropy+info-nce=0.5}
 * @param negatives each a list such as {@code random+hardest}
 * @param measures that are not learned
 */
public record Grid(
        List<String> towers,
        List<String> sharings,
        List<String> heads,
        List<String> targets,
        List<String> negatives,
        List<String> measures) {
    public Grid {
        towers = List.copyOf(towers);
        sharings = List.copyOf(sharings);
        heads = List.copyOf(heads);
        targets = List.copyOf(targets);
        negatives = List.copyOf(negatives);
        measures = List.copyOf(measures);
    }

    /** How many seeds a contender has: {@code general}, unless one of its words (or its name) is among the particular. */
    public record Seeds(int general, Map<String, Integer> particular) {
        public Seeds {
            particular = Map.copyOf(particular);
            Stream.concat(Stream.of(general), particular.values().stream())
                    .filter(n -> n < 1)
                    .findFirst()
                    .ifPresent(n -> {
                        throw new InputException("a contender cannot have " + n + " seeds; give it 1 or more, 3 or"
                                + " more for a verdict");
                    });
        }

        private int of(String name, Map<String, String> choice) {
            if (particular.containsKey(name)) {
                return particular.getOrDefault(name, general);
            }
            return choice.values().stream()
                    .filter(particular::containsKey)
                    .map(particular::get)
                    .findFirst()
                    .orElse(general);
        }
    }

    /**
     * The contenders: trained ones in the order of the words, then the measures.
     *
     * <p>{@code early} has no head and no embedding: it stands once for all heads, with random negatives, and with the
     * targets that act on pair scores.
     *
     * @param base what all recipes start from
     * @throws InputException if a word is unknown, a recipe contradicts itself, or no contender is left
     */
    public List<Contender> contenders(Recipes base, Seeds seeds) {
        Map<String, Trained> trained = new LinkedHashMap<>();
        for (Cell cell : cells()) {
            Trained one = contender(base, seeds, cell);
            trained.putIfAbsent(one.name(), one);
        }
        requireKnown(seeds, trained);
        List<Contender> all = new ArrayList<>(trained.values());
        for (String measure : measures) {
            Measures.requireKnown(measure);
            all.add(new Fixed(measure));
        }
        if (all.size() < 2) {
            throw new InputException("a study compares two contenders or more, and " + all.size()
                    + " is asked for; name several heads, towers, targets or measures, such as --heads concat,nearest");
        }
        return all;
    }

    /** One combination of words; empty ones stand for the recipe's own. */
    private record Cell(String tower, String sharing, String head, String target, String negatives) {
        boolean early() {
            return Sharings.headless(sharing);
        }
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String tower : some(towers)) {
            for (String sharing : some(sharings)) {
                for (String head : some(heads)) {
                    for (String target : some(targets)) {
                        some(negatives).forEach(word -> cells.add(new Cell(tower, sharing, head, target, word)));
                    }
                }
            }
        }
        cells.removeIf(cell -> cell.early() && cell.target.contains("info-nce"));
        return cells;
    }

    private static List<String> some(List<String> words) {
        return words.isEmpty() ? List.of("") : words;
    }

    private Trained contender(Recipes base, Seeds seeds, Cell cell) {
        boolean early = cell.early();
        Recipes recipes = cell.tower.isEmpty() ? base : base.withTower(cell.tower);
        recipes = cell.sharing.isEmpty() ? recipes : recipes.with("design", "sharing", cell.sharing);
        recipes = cell.head.isEmpty() ? recipes : recipes.with("design", "head", early ? "none" : cell.head);
        recipes = cell.target.isEmpty() ? recipes : recipes.withTargets(cell.target.replace('+', ','));
        recipes = cell.negatives.isEmpty() || early
                ? recipes
                : recipes.with("objective", "negatives", "[" + cell.negatives.replace('+', ',') + "]");
        Recipe recipe = recipes.toRecipe();
        Trainer.check(recipe);
        Map<String, String> choice = choice(recipe);
        List<String> name = new ArrayList<>();
        addIfVaried(name, towers, choice, "tower");
        addIfVaried(name, sharings, choice, "sharing");
        if (!early) {
            addIfVaried(name, heads, choice, "head");
        }
        addIfVaried(name, targets, choice, "target");
        if (!early) {
            addIfVaried(name, negatives, choice, "negatives");
        }
        String joined = name.isEmpty() ? early ? "early" : recipe.design().head() : String.join(" ", name);
        return new Trained(joined, choice, recipe, seeds.of(joined, choice));
    }

    private static void addIfVaried(List<String> name, List<String> words, Map<String, String> choice, String kind) {
        if (words.size() > 1) {
            name.add(choice.getOrDefault(kind, ""));
        }
    }

    private static Map<String, String> choice(Recipe recipe) {
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

    private static void requireKnown(Seeds seeds, Map<String, Trained> trained) {
        for (String word : seeds.particular().keySet()) {
            boolean known = trained.containsKey(word)
                    || trained.values().stream().anyMatch(one -> one.choice().containsValue(word));
            if (!known) {
                throw new InputException("a number of seeds is given for '" + word + "', which is no contender"
                        + UnknownName.suggestion(word, trained.keySet()));
            }
        }
    }
}
