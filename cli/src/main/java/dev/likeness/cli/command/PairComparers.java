package dev.likeness.cli.command;

import dev.likeness.models.ModelChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The model or measure for each pair: always the same, or chosen between the bundled models. Each is opened once. */
final class PairComparers implements AutoCloseable {
    private final Function<List<double[]>, String> choice;
    private final Function<String, PairComparer> opening;
    private final Map<String, PairComparer> opened = new LinkedHashMap<>();

    private PairComparers(Function<List<double[]>, String> choice, Function<String, PairComparer> opening) {
        this.choice = choice;
        this.opening = opening;
    }

    /** One for all pairs. */
    static PairComparers of(PairComparer only) {
        PairComparers comparers = new PairComparers(statistics -> "", name -> only);
        comparers.opened.put("", only);
        return comparers;
    }

    /** A model for each pair, chosen from the statistics of its pictures. */
    static PairComparers choosing(ModelChoice choice, Function<String, PairComparer> opening) {
        return new PairComparers(choice::ofAll, opening);
    }

    /** @param statistics of both pictures */
    PairComparer of(List<double[]> statistics) {
        return opened.computeIfAbsent(choice.apply(statistics), opening);
    }

    /** Why there are scores only; empty if there are verdicts. */
    String scoreOnly() {
        return opened.values().stream().map(PairComparer::scoreOnly).findFirst().orElse("");
    }

    @Override
    public void close() {
        opened.values().forEach(PairComparer::close);
    }
}
