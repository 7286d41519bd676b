package dev.likeness.evaluation;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
     * @param resamples draws of the {@linkplain WiderBootstrap bootstrap} for the intervals
     */
    public static Reliability of(Calibration calibration, ScoredPairs scored, int resamples, long seed) {
        double[] probabilities =
                Arrays.stream(scored.scores()).map(calibration::probability).toArray();
        boolean[] matches = scored.matches();
        double[] once = new double[matches.length];
        Arrays.fill(once, 1);
        Tally tally = Tally.of(probabilities, matches, once, calibration.prior());
        List<Rate> rates = WiderBootstrap.intervals(
                scored.pairs(),
                resamples,
                seed,
                weights -> Tally.of(probabilities, matches, weights, calibration.prior())
                        .figures(tally));
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double low = (double) bin / BINS;
            double high = (bin + 1.0) / BINS;
            double middle = (low + high) / 2;
            bins.add(
                    tally.weight[bin] == 0
                            ? new Bin(low, high, 0, 0, middle, new Rate(middle, 0, 1))
                            : new Bin(
                                    low,
                                    high,
                                    tally.pairs[bin],
                                    tally.weight[bin],
                                    tally.said[bin] / tally.weight[bin],
                                    rates.get(2 + bin)));
        }
        return new Reliability(calibration.prior(), bins, rates.get(0), rates.get(1));
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

        /** ECE, Brier score, and the share of matches in each bin: where this has none of a bin, that of another tally. */
        double[] figures(Tally whole) {
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
