package dev.likeness.study.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrects p-values for the number of comparisons, so that the probability of any false positive in a study stays below
 * the level: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6
 * (1979).
 */
public final class Holm {
    private Holm() {}

    /** The corrected values, in the order of the arguments. */
    public static double[] correct(double... p) {
        List<Integer> rising = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] corrected = new double[p.length];
        double highest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = rising.get(rank);
            highest = Math.max(highest, Math.min(1, (p.length - rank) * p[i]));
            corrected[i] = highest;
        }
        return corrected;
    }
}
