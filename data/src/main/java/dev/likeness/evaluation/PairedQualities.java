package dev.likeness.evaluation;

import dev.likeness.calibration.Gain;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Two rankings of the same queries, and the differences between them with 95 % intervals, by a bootstrap over the identities of
 * the queries: both rankings of a query are drawn together. Not thread-safe.
 */
final class PairedQualities {
    private final int[] queries; // of each identity
    private final double[] precisions; // the sum of the differences
    private final double[] firsts;

    PairedQualities(int identities) {
        queries = new int[identities];
        precisions = new double[identities];
        firsts = new double[identities];
    }

    /** Adds a query: what it gains from the baseline to the ranking in question. */
    void add(int identity, QueryQuality baseline, QueryQuality quality) {
        queries[identity]++;
        precisions[identity] += quality.precision() - baseline.precision();
        firsts[identity] += (quality.first() ? 1 : 0) - (baseline.first() ? 1 : 0);
    }

    RetrievalGain gain(int shortlist, long seed, int resamples) {
        int n = queries.length;
        double[][] replicates = new double[2][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < resamples; r++) {
            SplittableRandom draw = random.split();
            int[] weights = new int[n];
            for (int i = 0; i < n; i++) {
                weights[draw.nextInt(n)]++;
            }
            replicates[0][r] = mean(precisions, weights);
            replicates[1][r] = mean(firsts, weights);
        }
        int[] once = new int[n];
        Arrays.fill(once, 1);
        return new RetrievalGain(
                shortlist, gain(mean(precisions, once), replicates[0]), gain(mean(firsts, once), replicates[1]));
    }

    private Gain gain(double value, double[] replicates) {
        return IdentityBootstrap.difference(value, replicates, queries.length);
    }

    private double mean(double[] sums, int[] weights) {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            all += (double) weights[i] * queries[i];
            sum += weights[i] * sums[i];
        }
        return sum / all;
    }
}
