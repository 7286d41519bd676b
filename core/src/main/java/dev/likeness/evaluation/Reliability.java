package dev.likeness.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether probabilities mean what they say: of the pairs that are said to match with a probability of about p, does a
 * share of p match?
 *
 * <p>The reliability curve in ten bins of equal width (M. H. DeGroot and S. E. Fienberg, "The comparison and evaluation
 * of forecasters", The Statistician 32, 1983), the expected calibration error over the same bins (M. P. Naeini, G. F.
 * Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015), and the mean
 * squared error of the probability (G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly
 * Weather Review 78, 1950). Pairs are weighed so that matches have the share that the calibration is for.
 *
 * @param prior that share
 * @param bins from probability 0 up; empty ones too
 * @param ece the mean over all pairs of how far the share of matches in a pair's bin is from the mean probability there;
 *     0 to 1, lower is better. Chance alone makes it greater than 0, the more so the fewer the pairs
 * @param brier 0 to 1, lower is better; who always says the prior p has p(1 - p)
 */
public record Reliability(double prior, List<Bin> bins, Rate ece, Rate brier) {
    private static final int BINS = 10;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * The pairs of about one probability.
     *
     * @param low the least probability
     * @param high the highest, which only the last bin holds
     * @param pairs how many pairs there are
     * @param weight their share of all pairs at the prior, 0 to 1
     * @param said the mean probability; the middle of the bin where it is empty
     * @param matched the share of matches, with its interval; 0 to 1 where it is empty
     */
    public record Bin(double low, double high, int pairs, double weight, double said, Rate matched) {}

    /**
     * Holds a calibration against pairs.
     *
     * @param scored pairs of both kinds that it was not fitted to
     * @param resamples draws of the {@linkplain IdentityBootstrap bootstrap} for the intervals
     */
    public static Reliability of(Calibration calibration, ScoredPairs scored, int resamples, long seed) {
        IdentityBootstrap bootstrap = IdentityBootstrap.ofGroups(scored.pairs());
        double[] probabilities =
                Arrays.stream(scored.scores()).map(calibration::probability).toArray();
        boolean[] matches = scored.matches();
        double[] once = new double[matches.length];
        Arrays.fill(once, 1);
        Tally tally = Tally.of(probabilities, matches, once, calibration.prior());
        double[][] replicates = new double[2 + BINS][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < resamples; r++) {
            Tally drawn = Tally.of(probabilities, matches, bootstrap.weights(random.split()), calibration.prior());
            replicates[0][r] = drawn.ece();
            replicates[1][r] = drawn.brier;
            for (int bin = 0; bin < BINS; bin++) {
                replicates[2 + bin][r] = drawn.weight[bin] > 0 ? drawn.matched(bin) : tally.matched(bin);
            }
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double low = (double) bin / BINS;
            double high = (bin + 1.0) / BINS;
            bins.add(
                    tally.weight[bin] == 0
                            ? new Bin(low, high, 0, 0, (low + high) / 2, new Rate((low + high) / 2, 0, 1))
                            : new Bin(
                                    low,
                                    high,
                                    tally.pairs[bin],
                                    tally.weight[bin],
                                    tally.said[bin] / tally.weight[bin],
                                    bootstrap.interval(tally.matched(bin), replicates[2 + bin])));
        }
        return new Reliability(
                calibration.prior(),
                bins,
                bootstrap.interval(tally.ece(), replicates[0]),
                bootstrap.interval(tally.brier, replicates[1]));
    }

    /** Sums over the bins, in which all weights together are 1. */
    private static final class Tally {
        private final int[] pairs = new int[BINS];
        private final double[] weight = new double[BINS];
        private final double[] said = new double[BINS];
        private final double[] matching = new double[BINS];
        private double brier;

        static Tally of(double[] probabilities, boolean[] matches, double[] weights, double prior) {
            double[] sum = new double[2];
            for (int i = 0; i < weights.length; i++) {
                sum[matches[i] ? 1 : 0] += weights[i];
            }
            Tally tally = new Tally();
            for (int i = 0; i < weights.length; i++) {
                double p = probabilities[i];
                double w = weights[i] * (matches[i] ? prior / sum[1] : (1 - prior) / sum[0]);
                int bin = Math.min(BINS - 1, (int) (p * BINS));
                tally.pairs[bin]++;
                tally.weight[bin] += w;
                tally.said[bin] += w * p;
                tally.matching[bin] += matches[i] ? w : 0;
                double error = p - (matches[i] ? 1 : 0);
                tally.brier += w * error * error;
            }
            tally.brier = Math.min(1, tally.brier);
            return tally;
        }

        double matched(int bin) {
            return weight[bin] == 0 ? 0 : Math.min(1, matching[bin] / weight[bin]);
        }

        double ece() {
            double error = 0;
            for (int bin = 0; bin < BINS; bin++) {
                error += Math.abs(matching[bin] - said[bin]);
            }
            return Math.min(1, error);
        }
    }
}
