package dev.likeness.evaluation;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t distribution: how much wider an interval is if its variance comes from a small sample. */
final class StudentT {
    private StudentT() {}

    /**
     * The 97.5 % quantile.
     *
     * @param degrees of freedom, at least 1
     */
    static double twoSided95(int degrees) {
        return TDistribution.of(degrees).inverseSurvivalProbability(0.025);
    }
}
