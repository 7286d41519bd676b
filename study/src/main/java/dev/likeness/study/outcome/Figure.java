package dev.likeness.study.outcome;

import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A measure of how well a contender separates matches from non-matches; each is a fraction, 0 to 1. */
public enum Figure {
    AUC("auc", "AUC", "area under the ROC curve", true),
    EER("eer", "EER", "equal error rate", false),
    FPR95("fpr95", "FPR95", "false-positive rate at 95 % recall", false),
    /** Missing if the data allow no one-shot trials. */
    ONE_SHOT("one_shot", "one-shot", "one-shot accuracy", true);

    private static final Registry<Figure> BY_WORD = Registry.of("figure", List.of(values()), Figure::word);

    private final String word;
    private final String heading;
    private final String description;
    private final boolean higherIsBetter;

    Figure(String word, String heading, String description, boolean higherIsBetter) {
        this.word = word;
        this.heading = heading;
        this.description = description;
        this.higherIsBetter = higherIsBetter;
    }

    /**
     * The figure of a word.
     *
     * @throws InputException if there is none: it lists the words, and names the nearest
     */
    public static Figure named(String word) {
        return BY_WORD.named(word);
    }

    /** A copy that cannot be changed, in the order of the constants. */
    static <V> Map<Figure, V> ordered(Map<Figure, V> values) {
        Map<Figure, V> ordered = new EnumMap<>(Figure.class);
        ordered.putAll(values);
        return Collections.unmodifiableMap(ordered);
    }

    /** As options, JSON and CSV name it: {@code one_shot}. */
    public String word() {
        return word;
    }

    /** As a heading: {@code AUC}. */
    public String heading() {
        return heading;
    }

    /** In words: {@code area under the ROC curve}. */
    public String description() {
        return description;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }
}
