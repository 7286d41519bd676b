package dev.likeness.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A block of a measure that compares pair by pair. All processors share the pairs, whatever the number of queries. */
final class PairwiseBlock implements CodeBlock {
    private static final int CODES_AT_ONCE = 128;

    private final Measure measure;
    private final List<Code> codes;
    private final Side side;
    private final ClosingGate gate;

    PairwiseBlock(Measure measure, List<Code> codes, Side side) {
        this.measure = measure;
        this.codes = List.copyOf(codes);
        this.side = side;
        this.gate = new ClosingGate("a block of " + codes.size() + " codes", "make another one with Measure.block");
    }

    @Override
    public int size() {
        return codes.size();
    }

    @Override
    public double[][] compare(List<Code> queries) {
        return gate.call(() -> {
            double[][] scores = new double[queries.size()][codes.size()];
            inParts(queries, (q, from, some) -> {
                List<Code> query = repeated(queries.get(q), some);
                copy(side == Side.B ? measure.compare(query, some) : measure.compare(some, query), scores[q], from);
            });
            return scores;
        });
    }

    @Override
    public Map<String, double[][]> compareAll(List<Code> queries) {
        return gate.call(() -> {
            Map<String, double[][]> scores = new LinkedHashMap<>();
            scores.put(Measure.OWN_SCORE, new double[queries.size()][codes.size()]);
            measure.readings().keySet().forEach(part -> scores.put(part, new double[queries.size()][codes.size()]));
            inParts(queries, (q, from, some) -> {
                List<Code> query = repeated(queries.get(q), some);
                Map<String, double[]> parts =
                        side == Side.B ? measure.compareAll(query, some) : measure.compareAll(some, query);
                scores.forEach((part, all) -> copy(parts.getOrDefault(part, new double[0]), all[q], from));
            });
            return scores;
        });
    }

    private interface Part {
        void compare(int query, int from, List<Code> some);
    }

    private void inParts(List<Code> queries, Part part) {
        int parts = (codes.size() + CODES_AT_ONCE - 1) / CODES_AT_ONCE;
        IntStream.range(0, queries.size() * parts).parallel().forEach(task -> {
            int from = task % parts * CODES_AT_ONCE;
            part.compare(task / parts, from, codes.subList(from, Math.min(from + CODES_AT_ONCE, codes.size())));
        });
    }

    private static List<Code> repeated(Code query, List<Code> some) {
        return Collections.nCopies(some.size(), query);
    }

    private static void copy(double[] scores, double[] row, int from) {
        System.arraycopy(scores, 0, row, from, scores.length);
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }
}
