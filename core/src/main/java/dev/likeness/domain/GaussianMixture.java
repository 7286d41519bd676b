package dev.likeness.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A density of picture statistics: a weighted sum of normal densities with full covariance.
 *
 * @param components at least one; their weights are above 0 and need not add up to exactly 1
 */
public record GaussianMixture(List<Component> components) {
    public GaussianMixture {
        components = List.copyOf(components);
        if (components.isEmpty()) {
            throw new IllegalArgumentException("a mixture needs at least one component");
        }
    }

    /**
     * One normal density.
     *
     * @param weight its share of the pictures, above 0
     * @param mean {@code [D]}
     * @param factor the Cholesky factor of the covariance, row by row without the zeros above the diagonal:
     *     {@code D (D + 1) / 2} numbers, those on the diagonal above 0
     */
    public record Component(double weight, List<Double> mean, List<Double> factor) {
        public Component {
            mean = List.copyOf(mean);
            factor = List.copyOf(factor);
            int d = mean.size();
            if (!(weight > 0) || d != PictureStatistics.NAMES.size() || factor.size() != d * (d + 1) / 2) {
                throw new IllegalArgumentException("a component has weight " + weight + ", " + d + " means and "
                        + factor.size() + " numbers of its covariance; allowed: a weight above 0, "
                        + PictureStatistics.NAMES.size() + " means and half a square of them");
            }
            for (int row = 0; row < d; row++) {
                if (!(factor.get(row * (row + 3) / 2) > 0)) {
                    throw new IllegalArgumentException("the factor of a covariance has "
                            + factor.get(row * (row + 3) / 2) + " on its diagonal; it must be above 0");
                }
            }
        }

        /**
         * A component with a covariance.
         *
         * @param mean {@code [D]}
         * @param covariance {@code [D,D]}, positive definite
         */
        public static Component of(double weight, double[] mean, double[][] covariance) {
            int d = mean.length;
            double[][] lower = new double[d][d];
            List<Double> factor = new ArrayList<>();
            for (int row = 0; row < d; row++) {
                for (int column = 0; column <= row; column++) {
                    double rest = covariance[row][column];
                    for (int k = 0; k < column; k++) {
                        rest -= lower[row][k] * lower[column][k];
                    }
                    lower[row][column] = row == column ? Math.sqrt(rest) : rest / lower[column][column];
                    factor.add(rounded(lower[row][column]));
                }
            }
            return new Component(rounded(weight), boxed(mean), factor);
        }

        private static List<Double> boxed(double[] values) {
            List<Double> all = new ArrayList<>();
            for (double value : values) {
                all.add(rounded(value));
            }
            return all;
        }

        /** Six digits are enough, and keep the files short. */
        private static double rounded(double value) {
            return (float) value == 0
                    ? 0
                    : new BigDecimal(value).round(new MathContext(6)).doubleValue();
        }

        /** This component with weight 1. */
        public Component alone() {
            return new Component(1, mean, factor);
        }

        /** Draws statistics from this normal density. */
        public double[] draw(Random random) {
            double[] drawn = new double[mean.size()];
            double[] normal = new double[mean.size()];
            int at = 0;
            for (int row = 0; row < drawn.length; row++) {
                normal[row] = random.nextGaussian();
                drawn[row] = mean.get(row);
                for (int k = 0; k <= row; k++) {
                    drawn[row] += factor.get(at++) * normal[k];
                }
            }
            return drawn;
        }

        private double logDensity(double[] x) {
            int d = mean.size();
            double[] solved = new double[d];
            double sum = Math.log(weight) - 0.5 * d * Math.log(2 * Math.PI);
            int at = 0;
            for (int row = 0; row < d; row++) {
                double rest = x[row] - mean.get(row);
                for (int k = 0; k < row; k++) {
                    rest -= factor.get(at++) * solved[k];
                }
                double diagonal = factor.get(at++);
                solved[row] = rest / diagonal;
                sum -= 0.5 * solved[row] * solved[row] + Math.log(diagonal);
            }
            return sum;
        }
    }

    /**
     * The logarithm of the density.
     *
     * @param statistics as {@link PictureStatistics} gives them
     */
    public double logDensity(double[] statistics) {
        return logOfSum(logDensities(statistics));
    }

    /** Draws statistics from the mixture. */
    public double[] draw(Random random) {
        double rest = random.nextDouble()
                * components.stream().mapToDouble(Component::weight).sum();
        int chosen = 0;
        while (chosen < components.size() - 1 && rest > components.get(chosen).weight) {
            rest -= components.get(chosen++).weight;
        }
        return components.get(chosen).draw(random);
    }

    /** The logarithm of the sum of numbers that are given as logarithms. */
    static double logOfSum(double[] logs) {
        double most = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            most = Math.max(most, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum);
    }

    /** The logarithm of each component's part of the density, in order. */
    public double[] logDensities(double[] statistics) {
        return components.stream()
                .mapToDouble(component -> component.logDensity(statistics))
                .toArray();
    }
}
