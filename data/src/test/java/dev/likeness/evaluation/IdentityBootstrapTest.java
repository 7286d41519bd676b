package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Rate;
import dev.likeness.data.PicturePair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdentityBootstrapTest {
    private static final List<PicturePair> THREE = List.of(
            Samples.pair("x", "x"),
            Samples.pair("y", "y"),
            Samples.pair("z", "z"),
            Samples.pair("x", "y"),
            Samples.pair("y", "z"),
            Samples.pair("z", "x"));

    @Test
    void theWeightOfAPairIsTheProductOfMultiplicities() {
        IdentityBootstrap bootstrap = new IdentityBootstrap(THREE);
        SplittableRandom random = new SplittableRandom(1);
        boolean moved = false;
        for (int draw = 0; draw < 200; draw++) {
            double[] w = bootstrap.weights(random.split());
            assertThat(w[0] + w[1] + w[2]).isEqualTo(3); // three identities drawn
            assertThat(w[3]).isEqualTo(w[0] * w[1]);
            assertThat(w[4]).isEqualTo(w[1] * w[2]);
            assertThat(w[5]).isEqualTo(w[2] * w[0]);
            assertThat(w[3] + w[4] + w[5]).isPositive(); // never without non-matches
            moved |= w[0] != 1;
        }
        assertThat(moved).isTrue();
        assertThat(bootstrap.identities()).isEqualTo(3);
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        IdentityBootstrap bootstrap = new IdentityBootstrap(THREE);
        assertThat(bootstrap.weights(new SplittableRandom(7))).isEqualTo(bootstrap.weights(new SplittableRandom(7)));
    }

    @Test
    void intervalsArePercentilesOfTheReplicates() {
        IdentityBootstrap bootstrap = new IdentityBootstrap(THREE);
        double[] replicates = new double[1001];
        Arrays.setAll(replicates, i -> (1000 - i) / 1000.0);
        Rate rate = bootstrap.interval(0.5, replicates);
        assertThat(rate.low()).isCloseTo(0.025, within(1e-12));
        assertThat(rate.high()).isCloseTo(0.975, within(1e-12));
        assertThat(bootstrap.interval(0.99, replicates).high()).isEqualTo(0.99);
    }

    @Test
    void equalReplicatesGiveAnIntervalWithWidth() {
        IdentityBootstrap bootstrap = new IdentityBootstrap(THREE);
        assertThat(bootstrap.interval(1, new double[] {1, 1, 1})).isEqualTo(Rate.wilson(3, 3));
    }

    @Test
    void needsMatchesAndNonMatches() {
        assertThatThrownBy(() -> new IdentityBootstrap(THREE.subList(0, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 matching of 3");
        assertThatThrownBy(() -> new IdentityBootstrap(THREE.subList(3, 6))).hasMessageContaining("0 matching of 3");
        assertThatThrownBy(() -> new IdentityBootstrap(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Identities differ in difficulty, so pairs of one identity are correlated. About 95 % of the intervals must contain the
     * true AUC; with independent pairs assumed, far fewer would.
     */
    @Test
    void intervalsCoverTheTruth() {
        double truth = simulatedAuc(new Random(1), 20_000, 1, 0).value();
        Random random = new Random(2);
        int covered = 0;
        int worlds = 300;
        for (int world = 0; world < worlds; world++) {
            Rate rate = simulatedAuc(random, 40, 8, 200);
            covered += rate.low() <= truth && truth <= rate.high() ? 1 : 0;
        }
        assertThat(covered / (double) worlds).isBetween(0.91, 0.995);
    }

    private static Rate simulatedAuc(Random random, int identities, int perIdentity, int resamples) {
        double[] ease = Samples.gaussian(random, identities, 0);
        List<PicturePair> pairs = Samples.pairs(identities, perIdentity, random);
        List<Double> scores = new ArrayList<>();
        boolean[] matches = new boolean[pairs.size()];
        for (PicturePair pair : pairs) {
            double a = ease[Integer.parseInt(pair.a().identity().substring(2))];
            double b = ease[Integer.parseInt(pair.b().identity().substring(2))];
            matches[scores.size()] = pair.match();
            scores.add((pair.match() ? 1.5 + a : (a + b) / 2) + random.nextGaussian());
        }
        RankedScores ranked = new RankedScores(
                scores.stream().mapToDouble(Double::doubleValue).toArray(), matches);
        double[] once = new double[matches.length];
        Arrays.fill(once, 1);
        double auc = ranked.weighted(once).auc();
        if (resamples == 0) {
            return new Rate(auc, auc, auc);
        }
        IdentityBootstrap bootstrap = new IdentityBootstrap(pairs);
        SplittableRandom draws = new SplittableRandom(random.nextLong());
        double[] replicates = new double[resamples];
        Arrays.setAll(
                replicates,
                r -> ranked.weighted(bootstrap.weights(draws.split())).auc());
        return bootstrap.interval(auc, replicates);
    }
}
