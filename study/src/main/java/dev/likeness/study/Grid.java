package dev.likeness.study;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.measure.Measures;
import dev.likeness.registry.UnknownName;
import dev.likeness.train.Trainer;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import dev.likeness.train.sharing.Sharings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every combination of the given words. An empty list stands for the word of the base recipe.
 *
 * @param targets each a sum such as {@code cross-entropy+info-nce=0.5}
 * @param negatives each a list such as {@code random+hardest}
 * @param measures fixed measures, which are not trained
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

    /**
     * The number of seeds of a contender: {@code general}, unless {@code particular} has one of its words or its name.
     */
    public record Seeds(int general, Map<String, Integer> particular) {
        public Seeds {
            particular = Map.copyOf(particular);
            Stream.concat(Stream.of(general), particular.values().stream())
                    .filter(n -> n < 1)
                    .findFirst()
                    .ifPresent(n -> {
                        throw new InputException("a contender cannot have " + n + " seeds; give at least 1, or at"
                                + " least 3 for a verdict");
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
     * <p>{@code early} has no head and no embedding: it appears once, not once for each head, with random negatives and
     * only with targets on pair scores.
     *
     * @param base the recipe that all others change
     * @throws InputException if a word is unknown, a recipe contradicts itself, or no contender is left
     */
    public List<Contender> contenders(Recipes base, Seeds seeds) {
        Map<String, TrainedContender> trained = new LinkedHashMap<>();
        for (Combination combination : combinations()) {
            TrainedContender one = contender(base, seeds, combination);
            trained.putIfAbsent(one.name(), one);
        }
        requireKnown(seeds, trained);
        List<Contender> all = new ArrayList<>(trained.values());
        for (String measure : measures) {
            Measures.requireKnown(measure);
            all.add(new FixedContender(measure));
        }
        if (all.size() < 2) {
            throw new InputException(
                    "a study compares at least two contenders, but got " + all.size(),
                    new Remedy(Remedy.Action.ADD_CONTENDERS));
        }
        return all;
    }

    /** One combination of words; an empty word stands for that of the base recipe. */
    private record Combination(String tower, String sharing, String head, String target, String negatives) {
        boolean early() {
            return Sharings.headless(sharing);
        }
    }

    private List<Combination> combinations() {
        List<Combination> combinations = new ArrayList<>();
        for (String tower : some(towers)) {
            for (String sharing : some(sharings)) {
                for (String head : some(heads)) {
                    for (String target : some(targets)) {
                        some(negatives)
                                .forEach(word -> combinations.add(new Combination(tower, sharing, head, target, word)));
                    }
                }
            }
        }
        combinations.removeIf(combination -> combination.early() && combination.target.contains("info-nce"));
        return combinations;
    }

    private static List<String> some(List<String> words) {
        return words.isEmpty() ? List.of("") : words;
    }

    private static void requireTrainedEncoder(Recipe recipe) {
        if (recipe.schedule().freezes()) {
            throw new InputException("recipe: schedule.frozen is '"
                    + recipe.schedule().frozen() + "'; allowed in a study: none, because no network of it starts from"
                    + " a model");
        }
    }

    private TrainedContender contender(Recipes base, Seeds seeds, Combination combination) {
        boolean early = combination.early();
        Recipes recipes = combination.tower.isEmpty() ? base : base.withTower(combination.tower);
        recipes = combination.sharing.isEmpty() ? recipes : recipes.with("design", "sharing", combination.sharing);
        recipes = combination.head.isEmpty()
                ? recipes
                : recipes.with("design", "head", early ? "none" : combination.head);
        recipes = early ? recipes.with("design", "embedding-pooling", "grid") : recipes; // it has no learned embedding
        recipes = combination.target.isEmpty() ? recipes : recipes.withTargets(combination.target.replace('+', ','));
        recipes = combination.negatives.isEmpty() || early
                ? recipes
                : recipes.with("objective", "negatives", "[" + combination.negatives.replace('+', ',') + "]");
        Recipe recipe = recipes.toRecipe();
        Trainer.check(recipe);
        requireTrainedEncoder(recipe);
        Map<String, String> choice = TrainedContender.choice(recipe);
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
        return new TrainedContender(joined, recipe, seeds.of(joined, choice));
    }

    private static void addIfVaried(List<String> name, List<String> words, Map<String, String> choice, String kind) {
        if (words.size() > 1) {
            name.add(choice.getOrDefault(kind, ""));
        }
    }

    private static void requireKnown(Seeds seeds, Map<String, TrainedContender> trained) {
        for (String word : seeds.particular().keySet()) {
            boolean known = trained.containsKey(word)
                    || trained.values().stream().anyMatch(one -> one.choice().containsValue(word));
            if (!known) {
                throw new InputException(
                        "seeds are given for '" + word + "', which is not a contender or one of its words"
                                + UnknownName.suggestion(word, trained.keySet()));
            }
        }
    }
}
