package dev.likeness.train.target;

import static java.util.Map.entry;

import dev.likeness.error.InputException;
import dev.likeness.registry.Registry;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * All targets, by the names that recipes choose them by, and weighted sums of them. Other jars add theirs through
 * {@link TargetProvider}.
 */
public final class Targets {
    private static final Registry<Target> ALL = Registry.of(
            "target",
            Map.ofEntries(
                    entry("contrastive", new Contrastive()),
                    entry("cross-entropy", new CrossEntropy()),
                    entry("hinge", new Hinge()),
                    entry("info-nce", new InfoNce()),
                    entry("triplet", new Triplet())),
            () -> ServiceLoader.load(TargetProvider.class));

    private Targets() {}

    /**
     * The target of a name.
     *
     * @throws InputException if there is none
     */
    public static Target named(String name) {
        return ALL.named(name);
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
        return ALL.names();
    }
}
