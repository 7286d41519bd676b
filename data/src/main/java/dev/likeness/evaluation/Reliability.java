package dev.likeness.evaluation;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The reliability of probabilities: among the pairs with a stated probability of about p, does a share of p match?
 *
 * <p>The reliability curve in ten bins of equal width (M. H. DeGroot and S. E. Fienberg, "The comparison and evaluation
 * of forecasters", The Statistician 32, 1983), the expected calibration error over the same bins (M. P. Naeini, G. F.
 * Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015), and the mean
 * squared error of the probability (G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly
 * Weather Review 78, 1950). Pairs are weighted so that the share of matches is that of the calibration.
 *
 * @param prior that share
 * @param bins by increasing probability, empty bins included
 * @param ece the mean absolute difference between the share of matches and the mean probability of a bin, weighted by its
 *     pairs; 0 to 1, lower is better. It is biased upwards, more so with fewer pairs
 * @param brier 0 to 1, lower is better; always stating the prior p gives p(1 - p)
 */
public record Reliability(double prior, List<Bin> bins, Rate ece, Rate brier) {
    private static final int BINS = 10;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * The pairs with about one probability.
     *
     * @param low the lower limit of the probability
     * @param high the upper limit, which only the last bin includes
     * @param pairs the number of pairs
     * @param weight their share of all pairs at the prior, 0 to 1
     * @param said the mean probability; the middle of an empty bin
     * @param matched the share of matches, with its interval; 0 to 1 for an empty bin
     */
    public record Bin(double low, double high, int pairs, double weight, double said, Rate matched) {}

    /**
     * Tests a calibration on pairs.
     *
     * @param scored matches and non-matches that it was not fitted to
     * @param resamples draws of the {@linkplain ConservativeIntervals bootstrap} for the intervals
     */
    public static Reliability of(Calibration calibration, ScoredPairs scored, int resamples, long seed) {
        double[] probabilities =
                Arrays.stream(scored.scores()).map(calibration::probability).toArray();
        boolean[] matches = scored.matches();
        double[] once = new double[matches.length];
        Arrays.fill(once, 1);
        BinSums sums = BinSums.of(probabilities, matches, once, calibration.prior());
        List<Rate> rates = ConservativeIntervals.intervals(
                scored.pairs(),
                resamples,
                seed,
                weights -> BinSums.of(probabilities, matches, weights, calibration.prior())
                        .figures(sums));
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double low = (double) bin / BINS;
            double high = (bin + 1.0) / BINS;
            double middle = (low + high) / 2;
            bins.add(
                    sums.weight[bin] == 0
                            ? new Bin(low, high, 0, 0, middle, new Rate(middle, 0, 1))
                            : new Bin(
                                    low,
                                    high,
                                    sums.pairs[bin],
                                    sums.weight[bin],
                                    sums.said[bin] / sums.weight[bin],
                                    rates.get(2 + bin)));
        }
        return new Reliability(calibration.prior(), bins, rates.get(0), rates.get(1));
    }

    /** Weighted sums per bin; the weights sum to 1. */
    private static final class BinSums {
        private final int[] pairs = new int[BINS];
        private final double[] weight = new double[BINS];
        private final double[] said = new double[BINS];
        private final double[] matching = new double[BINS];
        private double brier;

        static BinSums of(double[] probabilities, boolean[] matches, double[] weights, double prior) {
            double[] sum = new double[2];
            for (int i = 0; i < weights.length; i++) {
                sum[matches[i] ? 1 : 0] += weights[i];
            }
            BinSums sums = new BinSums();
            for (int i = 0; i < weights.length; i++) {
                double p = probabilities[i];
                double w = weights[i] * (matches[i] ? prior / sum[1] : (1 - prior) / sum[0]);
                int bin = Math.min(BINS - 1, (int) (p * BINS));
                sums.pairs[bin]++;
                sums.weight[bin] += w;
                sums.said[bin] += w * p;
                sums.matching[bin] += matches[i] ? w : 0;
                double error = p - (matches[i] ? 1 : 0);
                sums.brier += w * error * error;
            }
            sums.brier = Math.min(1, sums.brier);
            return sums;
        }

        /** ECE, Brier score, and the share of matches in each bin; for a bin that is empty here, the share of other sums. */
        double[] figures(BinSums whole) {
            double[] figures = new double[2 + BINS];
            figures[0] = ece();
            figures[1] = brier;
            for (int bin = 0; bin < BINS; bin++) {
                figures[2 + bin] = weight[bin] > 0 ? matched(bin) : whole.matched(bin);
            }
            return figures;
        }

        private double matched(int bin) {
            return weight[bin] == 0 ? 0 : Math.min(1, matching[bin] / weight[bin]);
        }

        private double ece() {
            double error = 0;
            for (int bin = 0; bin < BINS; bin++) {
                error += Math.abs(matching[bin] - said[bin]);
            }
            return Math.min(1, error);
        }
    }
}
