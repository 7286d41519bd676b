package dev.likeness.gallery.copy;

import java.util.Arrays;

/**
 * The linear function of an original that is nearest to its copy, as a program makes it that changes brightness and contrast, and
 * what is left. Cells that stand out, such as those under a sticker, have no influence.
 *
 * @param slope of the function
 * @param residuals the copy without the function of the original, in grey levels, {@code [side,side]} flattened; NaN where a picture ends
 */
@SuppressWarnings("ArrayRecordComponent") // used in this package only, and never compared
record LightChange(double slope, double[] residuals) {
    /** The tuning constant of Beaton and Tukey 1974, in standard deviations, for 95 % efficiency. */
    static final double TUKEY = 4.685;

    /** The standard deviation of a normal distribution, from the median of the absolute values. */
    private static final double DEVIATION_PER_MEDIAN = 1.4826;
    /** The least standard deviation of the differences, in grey levels: the error of rounding. */
    private static final double LEAST_DEVIATION = 1;

    private static final int ROUNDS = 3;

    /** @param a of the original, and b of the copy, at the same places; NaN where a picture ends */
    static LightChange between(double[] a, double[] b) {
        double[] residuals = new double[b.length];
        double slope = 1;
        double bound = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double n = 0;
            double sa = 0;
            double sb = 0;
            double saa = 0;
            double sab = 0;
            for (int i = 0; i < b.length; i++) {
                if (!Double.isNaN(a[i] + b[i]) && Math.abs(residuals[i]) <= bound) {
                    n++;
                    sa += a[i];
                    sb += b[i];
                    saa += a[i] * a[i];
                    sab += a[i] * b[i];
                }
            }
            double variance = n * saa - sa * sa;
            slope = variance > 1e-6 ? (n * sab - sa * sb) / variance : 1;
            double offset = n > 0 ? (sb - slope * sa) / n : 0;
            for (int i = 0; i < b.length; i++) {
                residuals[i] = b[i] - slope * a[i] - offset;
            }
            bound = TUKEY / 2 * spread(residuals);
        }
        return new LightChange(slope, residuals);
    }

    /** A robust standard deviation of the residuals. */
    double spread() {
        return spread(residuals);
    }

    private static double spread(double[] residuals) {
        double[] sizes = Arrays.stream(residuals)
                .filter(x -> !Double.isNaN(x))
                .map(Math::abs)
                .sorted()
                .toArray();
        return sizes.length == 0
                ? Double.POSITIVE_INFINITY
                : Math.max(LEAST_DEVIATION, DEVIATION_PER_MEDIAN * sizes[sizes.length / 2]);
    }
}
