package dev.likeness.evaluation;

import dev.likeness.evaluation.RetrievalResult.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rankings by one score, summed per identity of the queries. Not thread-safe. */
final class RetrievalStatistics {
    private final IdentitySums[] sumsByIdentity;
    private final PooledRanking pooled;

    /** Sums over the queries of one identity. */
    private static final class IdentitySums {
        private int queries;
        private int firsts; // with a match in first place
        private int tens; // with a match in the first ten places
        private double precision;
    }

    /**
     * @param matches the scores of all matches of all queries
     * @param identities the number of identities of the queries
     */
    RetrievalStatistics(double[] matches, int identities) {
        sumsByIdentity = new IdentitySums[identities];
        Arrays.setAll(sumsByIdentity, i -> new IdentitySums());
        pooled = new PooledRanking(matches, identities);
    }

    /**
     * Ranks the candidates of one query.
     *
     * @param matches the scores of its matches, at least one
     * @param others the scores of its other candidates
     * @param known the scores of its matches among those given to the constructor; they may differ by rounding
     * @return the ranking of the query
     */
    RankedMatches add(int identity, double[] matches, double[] others, double[] known) {
        RankedMatches ranked = new RankedMatches(matches);
        for (double score : known) {
            pooled.add(identity, score, true);
        }
        for (double score : others) {
            pooled.add(identity, score, false);
            ranked.addOther(score);
        }
        IdentitySums own = sumsByIdentity[identity];
        own.queries++;
        own.firsts += ranked.firstRank() <= 1 ? 1 : 0;
        own.tens += ranked.firstRank() <= 10 ? 1 : 0;
        own.precision += ranked.averagePrecision();
        return ranked;
    }

    /** The figures, with intervals as {@link Retrieval} states them. */
    Figures figures(long seed, int resamples) {
        int n = sumsByIdentity.length;
        int[] once = new int[n];
        Arrays.fill(once, 1);
        double correction = pooled.averagePrecision() - pooled.binned(once);
        double[][] replicates = new double[4][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        List<SplittableRandom> draws =
                Stream.generate(random::split).limit(resamples).toList();
        IntStream.range(0, resamples).parallel().forEach(r -> {
            int[] weights = new int[n];
            for (int i = 0; i < n; i++) {
                weights[draws.get(r).nextInt(n)]++;
            }
            double[] means = means(weights);
            for (int figure = 0; figure < means.length; figure++) {
                replicates[figure][r] = means[figure];
            }
            replicates[3][r] = Math.max(0, Math.min(1, pooled.binned(weights) + correction));
        });
        double[] values = means(once);
        return new Figures(
                IdentityBootstrap.interval(values[0], replicates[0], n),
                IdentityBootstrap.interval(values[1], replicates[1], n),
                IdentityBootstrap.interval(values[2], replicates[2], n),
                IdentityBootstrap.interval(pooled.averagePrecision(), replicates[3], n));
    }

    /** Recall at 1 and at 10, and mean average precision, if the queries of identity i count weights[i] times. */
    private double[] means(int[] weights) {
        double queries = 0;
        double[] sums = new double[3];
        for (int i = 0; i < weights.length; i++) {
            queries += (double) weights[i] * sumsByIdentity[i].queries;
            sums[0] += (double) weights[i] * sumsByIdentity[i].firsts;
            sums[1] += (double) weights[i] * sumsByIdentity[i].tens;
            sums[2] += weights[i] * sumsByIdentity[i].precision;
        }
        for (int figure = 0; figure < sums.length; figure++) {
            sums[figure] = Math.min(1, sums[figure] / queries);
        }
        return sums;
    }
}
