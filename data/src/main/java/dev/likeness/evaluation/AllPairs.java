package dev.likeness.evaluation;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of pictures with each other, for measures to which the order of two pictures does not matter: each pair is compared
 * once, which halves the work. All scores are in memory.
 */
final class AllPairs {
    private static final int BLOCK = 256;
    private static final int QUERIES = 32;

    private final Measure measure;
    private final List<Code> codes;

    /** @param codes of N pictures */
    AllPairs(Measure measure, List<Code> codes) {
        this.measure = measure;
        this.codes = codes;
    }

    /** The score and each reading of every two pictures: {@code [N,N]}, equal on both sides of the diagonal. */
    Map<String, double[][]> scores(Progress progress) {
        int count = codes.size();
        Map<String, double[][]> all = new LinkedHashMap<>();
        long total = 0;
        for (int from = 0; from < count; from += BLOCK) {
            total += (long) (count - from) * Math.min(BLOCK, count - from);
        }
        long done = 0;
        for (int from = 0; from < count; from += BLOCK) {
            List<Code> some = codes.subList(from, Math.min(count, from + BLOCK));
            try (CodeBlock block = measure.block(some, Side.B)) {
                for (int q = from; q < count; q += QUERIES) {
                    int column = from;
                    int row = q;
                    List<Code> asked = codes.subList(q, Math.min(count, q + QUERIES));
                    block.compareAll(asked)
                            .forEach((part, found) -> fill(
                                    all.computeIfAbsent(part, name -> new double[count][count]), found, row, column));
                    done += (long) asked.size() * some.size();
                    progress.at(done, total, "pairs compared");
                }
            }
        }
        return all;
    }

    private static void fill(double[][] all, double[][] found, int row, int column) {
        for (int q = 0; q < found.length; q++) {
            for (int i = 0; i < found[q].length && column + i <= row + q; i++) {
                all[row + q][column + i] = found[q][i];
                all[column + i][row + q] = found[q][i];
            }
        }
    }
}
