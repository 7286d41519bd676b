package dev.likeness.evaluation;

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
        if (successes >= trials) {
            return 1;
        }
        double low = (double) successes / trials;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (atMost(successes, trials, middle) > RISK) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The largest number of successes whose {@link #upper bound} is at most the rate; -1 where even none is too many. */
    static int allowed(double rate, int trials) {
        int allowed = -1;
        double term =
                Math.exp(trials * Math.log1p(-rate)); // P(X = 0); all that it can underflow to is "many are allowed"
        if (term == 0) {
            return allowedOfMany(rate, trials);
        }
        double sum = term;
        while (sum <= RISK && allowed + 1 < trials) {
            allowed++;
            term *= (double) (trials - allowed) / (allowed + 1) * rate / (1 - rate);
            sum += term;
        }
        return allowed;
    }

    private static int allowedOfMany(double rate, int trials) {
        int low = 0;
        int high = (int) (rate * trials);
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (atMost(middle, trials, rate) <= RISK) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** P(X at most k), summed in logarithms. */
    private static double atMost(int k, int trials, double rate) {
        double logOdds = Math.log(rate) - Math.log1p(-rate);
        double term = trials * Math.log1p(-rate);
        double sum = Math.exp(term);
        for (int i = 1; i <= k; i++) {
            term += Math.log((double) (trials - i + 1) / i) + logOdds;
            sum += Math.exp(term);
        }
        return sum;
    }
}
