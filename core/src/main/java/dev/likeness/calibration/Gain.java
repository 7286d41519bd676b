package dev.likeness.calibration;

/**
 * The difference of two rates on the same data, and its 95 % interval.
 *
 * @param value the difference, -1 to 1; above 0 if the first rate is higher
 * @param low the lower end of the interval, -1 to {@code value}
 * @param high the upper end of the interval, {@code value} to 1
 */
public record Gain(double value, double low, double high) {
    public Gain {
        if (!(-1 <= low && low <= value && value <= high && high <= 1)) {
            throw new IllegalArgumentException(
                    "a difference and its interval need -1 <= low <= value <= high <= 1, not low " + low + ", value "
                            + value + ", high " + high);
        }
    }

    /** A difference whose interval is cut to -1..1 and widened to hold the value. */
    public static Gain around(double value, double low, double high) {
        return new Gain(value, Math.max(-1, Math.min(low, value)), Math.min(1, Math.max(high, value)));
    }

    /** Whether the whole interval is above 0. */
    public boolean aboveZero() {
        return low > 0;
    }
}
