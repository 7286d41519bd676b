package dev.likeness.evaluation;

import dev.likeness.data.SeededRandom;
import dev.likeness.domain.GaussianMixture;
import dev.likeness.domain.GaussianMixture.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Fits a mixture of normal densities by expectation and maximisation (Dempster, Laird and Rubin 1977). Each covariance is
 * shrunk towards that of all points, and widened by a floor, so that few points and narrow data give no spikes.
 */
final class MixtureFit {
    private static final int ROUNDS = 40;
    private static final double SHRINKAGE = 20; // points that the covariance of all points counts for
    private static final long SEED = 1;

    private MixtureFit() {}

    /**
     * A fitted mixture.
     *
     * @param points {@code [N,D]}, N at least 2
     * @param floor {@code [D]}, standard deviations that are added to those of each component
     */
    static GaussianMixture of(double[][] points, int components, double[] floor) {
        double[][] parts = nearest(points, starts(points, components, floor), floor); // [N,K]
        GaussianMixture mixture = maximised(points, parts, floor);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < points.length; i++) {
                parts[i] = shares(mixture.logDensities(points[i]));
            }
            mixture = maximised(points, parts, floor);
        }
        return mixture;
    }

    /** The mean and the covariance of all points, widened, as one component. */
    static Component single(double[][] points, double weight, double[] floor) {
        double[] all = new double[points.length];
        Arrays.fill(all, 1);
        double[] mean = mean(points, all);
        return Component.of(weight, mean, widened(covariance(points, all, mean), floor));
    }

    private static double[] shares(double[] logs) {
        double most = Arrays.stream(logs).max().orElseThrow();
        double[] shares = Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** Points to start from, each drawn by its squared distance to the earlier ones (Arthur and Vassilvitskii 2007). */
    private static List<double[]> starts(double[][] points, int components, double[] unit) {
        Random random = SeededRandom.of(SEED);
        List<double[]> starts = new ArrayList<>();
        starts.add(points[random.nextInt(points.length)]);
        while (starts.size() < components) {
            double[] squared = Arrays.stream(points)
                    .mapToDouble(point -> starts.stream()
                            .mapToDouble(start -> distance(point, start, unit))
                            .min()
                            .orElseThrow())
                    .toArray();
            double rest = random.nextDouble() * Arrays.stream(squared).sum();
            int chosen = 0;
            while (chosen < points.length - 1 && rest > squared[chosen]) {
                rest -= squared[chosen++];
            }
            starts.add(points[chosen]);
        }
        return starts;
    }

    private static double distance(double[] a, double[] b, double[] unit) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (a[i] - b[i]) / unit[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static double[][] nearest(double[][] points, List<double[]> starts, double[] unit) {
        double[][] parts = new double[points.length][starts.size()];
        for (int i = 0; i < points.length; i++) {
            int best = 0;
            for (int k = 1; k < starts.size(); k++) {
                if (distance(points[i], starts.get(k), unit) < distance(points[i], starts.get(best), unit)) {
                    best = k;
                }
            }
            parts[i][best] = 1;
        }
        return parts;
    }

    private static GaussianMixture maximised(double[][] points, double[][] parts, double[] floor) {
        double[] ones = new double[points.length];
        Arrays.fill(ones, 1);
        double[][] overall = covariance(points, ones, mean(points, ones));
        int components = parts[0].length;
        List<Component> found = new ArrayList<>();
        for (int k = 0; k < components; k++) {
            int component = k;
            double[] part = Arrays.stream(parts)
                    .mapToDouble(row -> row[component] + 1e-9)
                    .toArray();
            double count = Arrays.stream(part).sum();
            double[] mean = mean(points, part);
            double[][] covariance = covariance(points, part, mean);
            for (int row = 0; row < mean.length; row++) {
                for (int column = 0; column < mean.length; column++) {
                    covariance[row][column] =
                            (count * covariance[row][column] + SHRINKAGE * overall[row][column]) / (count + SHRINKAGE);
                }
            }
            found.add(Component.of((count + 1) / (points.length + components), mean, widened(covariance, floor)));
        }
        return new GaussianMixture(found);
    }

    private static double[] mean(double[][] points, double[] weights) {
        double[] mean = new double[points[0].length];
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < points.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += weights[i] * points[i][d] / sum;
            }
        }
        return mean;
    }

    private static double[][] covariance(double[][] points, double[] weights, double[] mean) {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < points.length; i++) {
            for (int row = 0; row < d; row++) {
                double part = weights[i] * (points[i][row] - mean[row]) / sum;
                for (int column = 0; column < d; column++) {
                    covariance[row][column] += part * (points[i][column] - mean[column]);
                }
            }
        }
        return covariance;
    }

    private static double[][] widened(double[][] covariance, double[] floor) {
        for (int i = 0; i < floor.length; i++) {
            covariance[i][i] += floor[i] * floor[i];
        }
        return covariance;
    }
}
