package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PooledRankingTest {
    /** With more matches than bins, the error of the bins must be small. */
    @Test
    void binsApproximateTheRankingOfRepeatedQueries() {
        Random random = new Random(5);
        int identities = 30;
        double[][] matches = new double[identities][];
        double[][] others = new double[identities][];
        int[] weights = new int[identities];
        for (int i = 0; i < identities; i++) {
            matches[i] = Samples.gaussian(random, 100, 2 + random.nextGaussian());
            others[i] = Samples.gaussian(random, 300, 0);
            weights[i] = random.nextInt(3);
        }
        int[] once = new int[identities];
        Arrays.fill(once, 1);

        PooledRanking pooled = ranking(matches, others, once);

        assertThat(pooled.binned(once)).isCloseTo(pooled.averagePrecision(), within(1e-3));
        assertThat(pooled.binned(weights))
                .isCloseTo(ranking(matches, others, weights).averagePrecision(), within(1e-3));
    }

    private static PooledRanking ranking(double[][] matches, double[][] others, int[] times) {
        double[] all = new double[0];
        for (int i = 0; i < times.length; i++) {
            for (int time = 0; time < times[i]; time++) {
                int before = all.length;
                all = Arrays.copyOf(all, before + matches[i].length);
                System.arraycopy(matches[i], 0, all, before, matches[i].length);
            }
        }
        PooledRanking ranking = new PooledRanking(all, times.length);
        for (int i = 0; i < times.length; i++) {
            for (int time = 0; time < times[i]; time++) {
                for (double score : matches[i]) {
                    ranking.add(i, score, true);
                }
                for (double score : others[i]) {
                    ranking.add(i, score, false);
                }
            }
        }
        return ranking;
    }
}
