package dev.likeness.calibration;

/**
 * A fraction and its 95 % interval.
 *
 * @param value the estimate, 0 to 1
 * @param low the lower end of the interval, 0 to {@code value}
 * @param high the upper end of the interval, {@code value} to 1
 */
public record Rate(double value, double low, double high) {
    /** The 97.5 % point of the normal distribution: two-sided 95 %. */
    public static final double Z = 1.959963984540054;

    public Rate {
        if (!(0 <= low && low <= value && value <= high && high <= 1)) {
            throw new IllegalArgumentException("a rate and its interval need 0 <= low <= value <= high <= 1, not low "
                    + low + ", value " + value + ", high " + high);
        }
    }

    /**
     * The share of successes among independent trials, with Wilson's score interval.
     *
     * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
     *
     * @param successes 0 to {@code trials}
     * @param trials at least 1
     * @throws IllegalArgumentException if either is out of its range
     */
    public static Rate wilson(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "need at least 1 trial and 0 to as many successes, not " + successes + " of " + trials);
        }
        return wilsonOf((double) successes / trials, (double) trials);
    }

    /** Wilson's interval for a share seen in as much evidence as {@code trials} independent trials, above 0. */
    public static Rate wilsonOf(double share, double trials) {
        double z2 = Z * Z / trials;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Math.sqrt(z2 * share * (1 - share) + z2 * z2 / 4) / (1 + z2);
        return around(share, centre - half, centre + half);
    }

    /** A rate whose interval is cut to 0..1 and widened to hold the value. */
    public static Rate around(double value, double low, double high) {
        return new Rate(value, Math.max(0, Math.min(low, value)), Math.min(1, Math.max(high, value)));
    }

    /**
     * Requires a number between 0 and 1, both excluded.
     *
     * @param what names the number in the error
     * @throws IllegalArgumentException if it is not
     */
    public static void requireShare(String what, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(what + " must lie between 0 and 1, both excluded, not " + share);
        }
    }
}
