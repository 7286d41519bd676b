package dev.likeness.evaluation;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * What a count of successes among independent trials certifies of their rate, with 95 % confidence on one side.
 *
 * <p>C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26 (1934). Read the other way round, it is the tolerance limit of S. S. Wilks, "Determination of
 * sample sizes for setting tolerance limits", Annals of Mathematical Statistics 12 (1941): which order statistic of a
 * sample leaves at most a given share of the population above it.
 */
final class BinomialBound {
    private static final double RISK = 0.05;

    private BinomialBound() {}

    /**
     * The highest rate that so few successes leave possible: the p with P(X at most {@code successes}) = 0.05, for X
     * binomial.
     *
     * @param successes 0 to {@code trials}
     * @param trials at least 1
     */
    static double upper(int successes, int trials) {
        return successes >= trials
                ? 1
                : BetaDistribution.of(successes + 1, trials - successes).inverseCumulativeProbability(1 - RISK);
    }

    /** The largest number of successes whose {@link #upper bound} is at most the rate; -1 where even none is too many. */
    static int allowed(double rate, int trials) {
        BinomialDistribution successes = BinomialDistribution.of(trials, rate);
        int least = successes.inverseCumulativeProbability(RISK); // the least k with P(X at most k) of RISK or more
        return successes.cumulativeProbability(least) > RISK ? least - 1 : least;
    }
}
