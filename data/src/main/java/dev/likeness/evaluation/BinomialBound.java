package dev.likeness.evaluation;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * One-sided 95 % confidence bounds on the rate of successes in independent trials.
 *
 * <p>C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26 (1934). Its inverse is the tolerance limit of S. S. Wilks, "Determination of sample sizes for
 * setting tolerance limits", Annals of Mathematical Statistics 12 (1941): the order statistic of a sample with at most a
 * given share of the population above it.
 */
final class BinomialBound {
    private static final double RISK = 0.05;

    private BinomialBound() {}

    /**
     * The highest rate that is compatible with the successes: the p with P(X &lt;= {@code successes}) = 0.05, for binomial
     * X.
     *
     * @param successes 0 to {@code trials}
     * @param trials at least 1
     */
    static double upper(int successes, int trials) {
        return successes >= trials
                ? 1
                : BetaDistribution.of(successes + 1, trials - successes).inverseCumulativeProbability(1 - RISK);
    }

    /** The largest number of successes whose {@link #upper bound} is at most the rate; -1 if no number is small enough. */
    static int allowed(double rate, int trials) {
        BinomialDistribution successes = BinomialDistribution.of(trials, rate);
        int least = successes.inverseCumulativeProbability(RISK); // the least k with P(X <= k) >= RISK
        return successes.cumulativeProbability(least) > RISK ? least - 1 : least;
    }
}
