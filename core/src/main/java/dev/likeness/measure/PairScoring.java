package dev.likeness.measure;

import java.util.List;

/**
 * Scores pairs of codes; higher is more alike. A {@link Measure} is a pair scoring, and may offer others as its
 * {@linkplain Measure#readings() readings}.
 */
@FunctionalInterface
public interface PairScoring {
    /**
     * Scores {@code a.get(i)} against {@code b.get(i)} for every i.
     *
     * @return one finite score for each pair
     * @throws IllegalArgumentException if the lists differ in length, another measure made one of the codes, or a code is
     *     on the wrong side
     */
    double[] compare(List<Code> a, List<Code> b);
}
