package dev.likeness.train.target;

import static java.util.Map.entry;

import dev.likeness.error.InputException;
import dev.likeness.error.Words;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Every target, by the word that recipes know it by, and weighted sums of them. */
public final class Targets {
    private static final Map<String, Target> ALL = new TreeMap<>(Map.ofEntries(
            entry("contrastive", new Contrastive()),
            entry("cross-entropy", new CrossEntropy()),
            entry("hinge", new Hinge()),
            entry("info-nce", new InfoNce()),
            entry("triplet", new Triplet())));

    private Targets() {}

    /**
     * The target of a name.
     *
     * @throws InputException if there is none
     */
    public static Target named(String name) {
        return Words.choose("target", name, ALL);
    }

    /** The sum of targets, each times its weight. */
    public static Target sum(Map<String, Double> weights) {
        Map<String, Double> ordered = new TreeMap<>(weights);
        ordered.keySet().forEach(Targets::named);
        return step -> ordered.entrySet().stream()
                .map(e -> named(e.getKey()).loss(step).mul(new Scalar(e.getValue())))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    public static Set<String> names() {
        return ALL.keySet();
    }
}
