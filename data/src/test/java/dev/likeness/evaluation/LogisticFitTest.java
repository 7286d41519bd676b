package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticFitTest {
    private static final double RIDGE = 0.01;
    private static final double PRIOR = 0.3;

    private final double[][] features = new double[2][50];
    private final boolean[] matches = new boolean[50];

    private LogisticFit problem(long seed) {
        Random random = new Random(seed);
        double[] effect = {random.nextGaussian(), random.nextGaussian()};
        for (int i = 0; i < matches.length; i++) {
            matches[i] = i % 3 == 0;
            for (int f = 0; f < 2; f++) {
                features[f][i] = random.nextGaussian() + (matches[i] ? effect[f] : 0);
            }
        }
        return LogisticFit.of(features, matches, PRIOR, RIDGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void gradientAgreesWithFiniteDifferences(long seed) {
        LogisticFit fit = problem(seed);
        Random random = new Random(seed + 100);
        double[] theta = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double[] gradient = fit.gradient(theta);
        for (int f = 0; f < 3; f++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[f] += 1e-5;
            down[f] -= 1e-5;
            assertThat(gradient[f]).isCloseTo((fit.loss(up) - fit.loss(down)) / 2e-5, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithProjectedGradientDescent(long seed) {
        double[] theta = problem(seed).minimum();
        double[] plain = descend();
        for (int f = 0; f < 3; f++) {
            assertThat(theta[f]).isCloseTo(plain[f], within(1e-6));
        }
    }

    /** A plain solution: gradient descent on the weighted logistic loss, with negative weights projected to 0. */
    private double[] descend() {
        int positives = 17; // i % 3 == 0 of 50
        int negatives = 33;
        double[] w = new double[3];
        for (int step = 0; step < 20_000; step++) {
            double[] g = {RIDGE * w[0], RIDGE * w[1], 0};
            for (int i = 0; i < matches.length; i++) {
                double p = 1 / (1 + Math.exp(-(w[0] * features[0][i] + w[1] * features[1][i] + w[2])));
                double target = matches[i] ? (positives + 1.0) / (positives + 2.0) : 1.0 / (negatives + 2.0);
                double weight = matches[i] ? PRIOR / positives : (1 - PRIOR) / negatives;
                g[0] += weight * (p - target) * features[0][i];
                g[1] += weight * (p - target) * features[1][i];
                g[2] += weight * (p - target);
            }
            for (int f = 0; f < 3; f++) {
                w[f] -= 0.5 * g[f];
                w[f] = f < 2 ? Math.max(0, w[f]) : w[f];
            }
        }
        return w;
    }
}
