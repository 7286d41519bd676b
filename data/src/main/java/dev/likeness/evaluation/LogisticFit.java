package dev.likeness.evaluation;

/**
 * Logistic regression on a few features with non-negative weights and a free bias.
 *
 * <p>Minimises the mean of {@code v_i (log(1 + exp(z_i)) - t_i z_i)} plus {@code ridge/2 |w|^2}, with z = w·x + bias
 * and the {@code v_i} adding up to 1, by Newton's method with step halving. The targets t are Platt's, strictly
 * between 0 and 1, so that a minimum exists even for separable classes. The problem is convex: among the fits on all
 * subsets of the features, the best one without a negative weight is the constrained minimum.
 */
final class LogisticFit {
    private static final int STEPS = 200;

    private final double[][] features; // [F][n]
    private final double[] targets;
    private final double[] shares; // v, adds up to 1
    private final double ridge;

    private LogisticFit(double[][] features, double[] targets, double[] shares, double ridge) {
        this.features = features;
        this.targets = targets;
        this.shares = shares;
        this.ridge = ridge;
    }

    /**
     * A problem with Platt's targets and classes weighted to a prior.
     *
     * <p>J. Platt, "Probabilistic outputs for support vector machines" (1999): t+ = (n+ + 1) / (n+ + 2), t- = 1 / (n- +
     * 2).
     *
     * @param features {@code [F][n]}, best with mean 0 and deviation 1
     * @param matches {@code [n]}, containing both classes
     * @param prior the share of the total weight of the matches
     */
    static LogisticFit of(double[][] features, boolean[] matches, double prior, double ridge) {
        double positives = 0;
        for (boolean match : matches) {
            positives += match ? 1 : 0;
        }
        double negatives = matches.length - positives;
        double[] targets = new double[matches.length];
        double[] shares = new double[matches.length];
        for (int i = 0; i < matches.length; i++) {
            targets[i] = matches[i] ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
            shares[i] = matches[i] ? prior / positives : (1 - prior) / negatives;
        }
        return new LogisticFit(features, targets, shares, ridge);
    }

    /** The constrained minimum: {@code [F+1]}, the weights of the features and then the bias. */
    double[] minimum() {
        int all = (1 << features.length) - 1;
        double[] best = newton(0);
        double lowest = loss(best);
        for (int subset = 1; subset <= all; subset++) {
            double[] theta = newton(subset);
            double loss = loss(theta);
            if (loss < lowest && isNonNegative(theta)) {
                best = theta;
                lowest = loss;
            }
        }
        return best;
    }

    private boolean isNonNegative(double[] theta) {
        for (int f = 0; f < features.length; f++) {
            if (theta[f] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The minimum over the features whose bit is set; the other weights are 0. */
    private double[] newton(int subset) {
        double[] theta = new double[features.length + 1];
        double loss = loss(theta);
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = gradient(theta);
            double[] move = solve(hessian(theta, subset), masked(gradient, subset));
            double slope = 0;
            for (int f = 0; f < move.length; f++) {
                slope += move[f] * gradient[f];
            }
            if (slope < 1e-24) {
                break;
            }
            double length = 1;
            double[] next = moved(theta, move, length);
            while (loss(next) > loss - 1e-4 * length * slope && length > 1e-9) {
                length /= 2;
                next = moved(theta, move, length);
            }
            if (loss(next) >= loss) {
                break;
            }
            theta = next;
            loss = loss(theta);
        }
        return theta;
    }

    double loss(double[] theta) {
        double loss = 0;
        for (int i = 0; i < targets.length; i++) {
            double z = logit(theta, i);
            loss += shares[i] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i] * z);
        }
        for (int f = 0; f < features.length; f++) {
            loss += ridge / 2 * theta[f] * theta[f];
        }
        return loss;
    }

    double[] gradient(double[] theta) {
        double[] gradient = new double[features.length + 1];
        for (int i = 0; i < targets.length; i++) {
            double residual = shares[i] * (sigmoid(logit(theta, i)) - targets[i]);
            for (int f = 0; f < gradient.length; f++) {
                gradient[f] += residual * feature(f, i);
            }
        }
        for (int f = 0; f < features.length; f++) {
            gradient[f] += ridge * theta[f];
        }
        return gradient;
    }

    private double[][] hessian(double[] theta, int subset) {
        int size = features.length + 1;
        double[][] hessian = new double[size][size];
        for (int i = 0; i < targets.length; i++) {
            double p = sigmoid(logit(theta, i));
            for (int f = 0; f < size; f++) {
                for (int g = 0; g < size; g++) {
                    hessian[f][g] += shares[i] * p * (1 - p) * feature(f, i) * feature(g, i);
                }
            }
        }
        for (int f = 0; f < size; f++) {
            hessian[f][f] += f < features.length ? ridge + 1e-12 : 1e-12;
            for (int g = 0; g < size; g++) {
                if (f != g && (isHeld(f, subset) || isHeld(g, subset))) {
                    hessian[f][g] = 0;
                }
            }
        }
        return hessian;
    }

    private double[] masked(double[] gradient, int subset) {
        double[] masked = gradient.clone();
        for (int f = 0; f < masked.length; f++) {
            masked[f] = isHeld(f, subset) ? 0 : masked[f];
        }
        return masked;
    }

    private boolean isHeld(int f, int subset) {
        return f < features.length && (subset >> f & 1) == 0;
    }

    private double feature(int f, int i) {
        return f < features.length ? features[f][i] : 1;
    }

    private double logit(double[] theta, int i) {
        double z = theta[features.length];
        for (int f = 0; f < features.length; f++) {
            z += theta[f] * features[f][i];
        }
        return z;
    }

    static double sigmoid(double z) {
        return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
    }

    private static double[] moved(double[] theta, double[] move, double length) {
        double[] next = theta.clone();
        for (int f = 0; f < next.length; f++) {
            next[f] -= length * move[f];
        }
        return next;
    }

    /** Solves m x = y for a symmetric positive definite m, by the Cholesky decomposition m = l l'. */
    private static double[] solve(double[][] m, double[] y) {
        int n = y.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = m[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-18)) : sum / l[j][j];
            }
        }
        double[] x = y.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i][k] * x[k];
            }
            x[i] /= l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= l[k][i] * x[k];
            }
            x[i] /= l[i][i];
        }
        return x;
    }
}
