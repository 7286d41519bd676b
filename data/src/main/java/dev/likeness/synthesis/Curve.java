package dev.likeness.synthesis;

import java.util.Arrays;

/** A smooth curve through given points: a uniform Catmull-Rom spline. */
final class Curve {
    private static final int STEPS = 8;

    private Curve() {}

    /**
     * Points along the curve. Two equal consecutive points make a corner.
     *
     * @param points {@code [n,2]}, at least two
     * @return {@code [8 (n - 1) + 1, 2]}
     */
    static double[][] through(double[][] points) {
        int last = points.length - 1;
        double[][] curve = new double[STEPS * last + 1][2];
        for (int i = 0; i < last; i++) {
            double[] before = points[Math.max(0, i - 1)];
            double[] after = points[Math.min(last, i + 2)];
            boolean corner = Arrays.equals(points[i], points[i + 1]);
            for (int step = 0; step < STEPS; step++) {
                double t = (double) step / STEPS;
                for (int axis = 0; axis < 2; axis++) {
                    double from = points[i][axis];
                    double to = points[i + 1][axis];
                    // Stay at the point between two equal points, where the spline would make a small loop.
                    curve[i * STEPS + step][axis] = corner ? from : at(before[axis], from, to, after[axis], t);
                }
            }
        }
        curve[STEPS * last] = points[last].clone();
        return curve;
    }

    private static double at(double before, double from, double to, double after, double t) {
        return 0.5
                * (2 * from
                        + (to - before) * t
                        + (2 * before - 5 * from + 4 * to - after) * t * t
                        + (3 * from - before - 3 * to + after) * t * t * t);
    }
}
