package dev.likeness.study;

import dev.likeness.train.recipe.Recipe;
import java.util.Map;

/** What takes part in a study. */
public sealed interface Contender {
    /** Unique within the study; also the name of its folder. */
    String name();

    /**
     * A recipe that is trained.
     *
     * @param choice the words of the recipe that tell it from others, by their kind: tower, sharing, head, target,
     *     negatives
     * @param seeds how many runs
     */
    record Trained(String name, Map<String, String> choice, Recipe recipe, int seeds) implements Contender {}

    /** A measure that is not learned, found by its name. */
    record Fixed(String name) implements Contender {}
}
