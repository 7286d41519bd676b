package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;

/** Student's t distribution: how much wider an interval has to be where its variance comes from a small sample. */
final class StudentT {
    private static final int CELLS = 20_000;

    private StudentT() {}

    /**
     * The 97.5 % point, to a relative 1e-4: with t = sqrt(degrees) tan(theta), the chance of |T| at most t is the
     * integral of cos(theta)^(degrees - 1) from 0 over that to pi/2 (Abramowitz and Stegun 1964, 26.7).
     *
     * @param degrees of freedom, at least 1
     */
    static double twoSided95(int degrees) {
        if (degrees > 10_000) {
            return Rate.Z;
        }
        double width = Math.PI / 2 / CELLS;
        double[] cells = new double[CELLS];
        double whole = 0;
        for (int i = 0; i < CELLS; i++) {
            cells[i] = Math.pow(Math.cos((i + 0.5) * width), degrees - 1);
            whole += cells[i];
        }
        double left = 0.95 * whole;
        int i = 0;
        while (left > cells[i]) {
            left -= cells[i++];
        }
        return Math.sqrt(degrees) * Math.tan((i + left / cells[i]) * width);
    }
}
