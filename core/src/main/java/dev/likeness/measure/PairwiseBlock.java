package dev.likeness.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A block of a measure that compares pair by pair. */
final class PairwiseBlock implements CodeBlock {
    private static final int CODES_AT_ONCE = 512;

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
            for (int q = 0; q < scores.length; q++) {
                Code query = queries.get(q);
                double[] row = scores[q];
                inParts((from, some) -> copy(
                        side == Side.B
                                ? measure.compare(repeated(query, some), some)
                                : measure.compare(some, repeated(query, some)),
                        row,
                        from));
            }
            return scores;
        });
    }

    @Override
    public Map<String, double[][]> compareAll(List<Code> queries) {
        return gate.call(() -> {
            Map<String, double[][]> scores = new LinkedHashMap<>();
            scores.put(Measure.OWN_SCORE, new double[queries.size()][codes.size()]);
            measure.readings().keySet().forEach(part -> scores.put(part, new double[queries.size()][codes.size()]));
            for (int q = 0; q < queries.size(); q++) {
                Code query = queries.get(q);
                int row = q;
                inParts((from, some) -> {
                    Map<String, double[]> parts = side == Side.B
                            ? measure.compareAll(repeated(query, some), some)
                            : measure.compareAll(some, repeated(query, some));
                    scores.forEach((part, all) -> copy(parts.getOrDefault(part, new double[0]), all[row], from));
                });
            }
            return scores;
        });
    }

    private interface Part {
        void compare(int from, List<Code> some);
    }

    private void inParts(Part part) {
        for (int from = 0; from < codes.size(); from += CODES_AT_ONCE) {
            part.compare(from, codes.subList(from, Math.min(from + CODES_AT_ONCE, codes.size())));
        }
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
