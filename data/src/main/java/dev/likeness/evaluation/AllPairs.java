package dev.likeness.evaluation;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of pictures with each other, for measures to which the order of two pictures does not matter: each pair is compared
 * once, which halves the work. All scores are in memory.
 */
final class AllPairs {
    /** The most codes in a block, which the tiles of a block and its queries are best for. */
    private static final int BLOCK = 256;

    private static final int QUERIES = 32;

    /** With at most this many pictures, pairs are compared in both orders. */
    private static final int FEW = 64;

    private final Measure measure;
    private final List<Code> codes;

    /** @param codes of N pictures */
    AllPairs(Measure measure, List<Code> codes) {
        this.measure = measure;
        this.codes = codes;
    }

    /** The score and each reading of every two pictures: {@code [N,N]}, equal on both sides of the diagonal. */
    Map<String, double[][]> scores(Progress progress) {
        Map<String, double[][]> all = new LinkedHashMap<>();
        List<Area> areas = areas(0, codes.size(), new ArrayList<>());
        long total = areas.stream().mapToLong(Area::size).sum();
        long done = 0;
        for (Area area : areas) {
            try (CodeBlock block = measure.block(codes.subList(area.left, area.right), Side.B)) {
                for (int q = area.top; q < area.bottom; q += QUERIES) {
                    int row = q;
                    List<Code> asked = codes.subList(q, Math.min(area.bottom, q + QUERIES));
                    block.compareAll(asked)
                            .forEach((part, found) -> fill(
                                    all.computeIfAbsent(part, name -> new double[codes.size()][codes.size()]),
                                    found,
                                    row,
                                    area.left));
                    done += (long) asked.size() * (area.right - area.left);
                    progress.at(done, total, "pairs compared");
                }
            }
        }
        return all;
    }

    /** Part of the table of all pairs. */
    private record Area(int left, int right, int top, int bottom) {
        private long size() {
            return (long) (right - left) * (bottom - top);
        }
    }

    /** Areas that cover the diagonal and what is below it, from one picture to another. */
    private static List<Area> areas(int from, int to, List<Area> found) {
        if (to - from <= FEW) {
            found.add(new Area(from, to, from, to));
            return found;
        }
        int middle = (from + to) >>> 1;
        areas(from, middle, found);
        for (int left = from; left < middle; left += BLOCK) {
            found.add(new Area(left, Math.min(middle, left + BLOCK), middle, to));
        }
        return areas(middle, to, found);
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
