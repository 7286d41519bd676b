package dev.likeness.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@link WeightedDistances} to points in 24 bits for each number: whole multiples of a quantum, each number times its weight. A query
 * reads a quarter less memory than with floats, which is what its time depends on. The distances are sums of whole numbers, and so
 * do not depend on the order.
 *
 * <p>The largest number has 23 bits and a sign, about as many as a float has for its digits, so that the sum loses what floats lose.
 * Much smaller numbers have fewer digits than as floats. This matters if one number is far larger than the others; then floats are used.
 */
final class FixedPointDistances implements WeightedDistances {
    private static final int BITS = 24;

    /** Is added to numbers, so that all are positive. */
    private static final int BIAS = 1 << BITS - 1;

    /** Four numbers of 24 bits are in three of 32. */
    private static final int ROWS_IN_GROUP = 4;

    private static final int WORDS_IN_GROUP = 3;

    /** Each of four distances below 2^24, so that the sum fits into an {@code int}. */
    private static final int GROUPS_IN_PARTIAL_SUM = 16;

    /** Partial sums are added in two parts, of which the lower has this many bits. Both are exact for up to 2^19 numbers of a point. */
    private static final int LOWER_BITS = 12;

    /** Of the distances, as a standard deviation. The bound on scores for many is 1e-5. */
    private static final double TOLERATED_ERROR = 1e-6;

    private static final int NO_ROW = -1;

    private final int count;
    private final float[] weights;
    private final double quantum;
    private final int[] rows; // of the terms, in their new order: those with positive weights, then the others
    private final int positive; // the number of groups with positive weights
    private final int[][] words; // three for each group, and a number of each point in them

    private FixedPointDistances(FloatBuffer terms, int count, float[] weights, double quantum) {
        this.count = count;
        this.weights = weights;
        this.quantum = quantum;
        int[] above = groups(IntStream.range(0, weights.length).filter(r -> weights[r] > 0));
        int[] below = groups(IntStream.range(0, weights.length).filter(r -> weights[r] < 0));
        this.rows = IntStream.concat(Arrays.stream(above), Arrays.stream(below)).toArray();
        this.positive = above.length / ROWS_IN_GROUP;
        this.words = new int[rows.length / ROWS_IN_GROUP * WORDS_IN_GROUP][count];
        float[] row = new float[count];
        int[] last = new int[count];
        for (int i = 0; i < rows.length; i++) {
            int place = i % ROWS_IN_GROUP;
            int group = i / ROWS_IN_GROUP * WORDS_IN_GROUP;
            double factor = 0;
            if (rows[i] != NO_ROW) {
                terms.get(rows[i] * count, row);
                factor = factor(i);
            }
            int[] to = place < WORDS_IN_GROUP ? words[group + place] : last;
            for (int n = 0; n < count; n++) {
                to[n] = biased(factor * row[n]);
            }
            if (place == WORDS_IN_GROUP) {
                pack(words[group], words[group + 1], words[group + 2], last);
            }
        }
    }

    /**
     * The distances in 24 bits; null if these are not precise enough.
     *
     * @param terms {@code [R,N]}
     */
    static @Nullable FixedPointDistances ofExact(FloatBuffer terms, int count, float[] weights) {
        double largest = 0;
        float[] row = new float[count];
        for (int r = 0; r < weights.length; r++) {
            terms.get(r * count, row);
            largest = Math.max(largest, largest(row) * Math.abs((double) weights[r]));
        }
        // A power of two, so that equal pictures in two tiles have equal scores, if their tiles have similar largest
        // numbers.
        double quantum = largest == 0 ? 1 : Math.scalb(1, Math.getExponent(largest) + 2 - BITS);
        double error =
                quantum * Math.sqrt(weights.length / 6.0); // of a number and of the point: each quantum / sqrt(12)
        return error <= TOLERATED_ERROR || largest == 0 // terms that are not finite have the highest exponent
                ? new FixedPointDistances(terms, count, weights, quantum)
                : null;
    }

    /** The largest absolute value; not finite if one is not. */
    private static float largest(float[] row) {
        int bits = 0;
        for (float number : row) {
            bits = Math.max(
                    bits, Float.floatToRawIntBits(number) & Integer.MAX_VALUE); // in the order of the numbers, NaN last
        }
        return Float.intBitsToFloat(bits);
    }

    /** Whole groups of rows. */
    private static int[] groups(IntStream some) {
        int[] found = some.toArray();
        int whole = (found.length + ROWS_IN_GROUP - 1) / ROWS_IN_GROUP * ROWS_IN_GROUP;
        int[] groups = Arrays.copyOf(found, whole);
        Arrays.fill(groups, found.length, whole, NO_ROW);
        return groups;
    }

    private double factor(int place) {
        return Math.abs(weights[rows[place]]) / quantum;
    }

    /** Rounds a number; 0 to 2^24 - 1. */
    private static int biased(double number) {
        return Math.min(2 * BIAS - 1, (int) (number + (BIAS + 0.5)));
    }

    private static void pack(int[] a, int[] b, int[] c, int[] last) {
        for (int n = 0; n < last.length; n++) {
            a[n] = a[n] << 8 | last[n] >>> 16;
            b[n] = b[n] << 8 | last[n] >>> 8 & 0xff;
            c[n] = c[n] << 8 | last[n] & 0xff;
        }
    }

    @Override
    public float[] to(float[] point, float start) {
        int[] place = new int[rows.length];
        double outside = start;
        for (int i = 0; i < place.length; i++) {
            double wanted = rows[i] == NO_ROW ? 0 : point[rows[i]] * factor(i);
            double kept = Math.max(-BIAS, Math.min(BIAS - 1, wanted));
            place[i] = biased(kept);
            // All numbers are on one side of a point outside their range, so that the rest of its distance is the same
            // for all.
            outside += (i < positive * ROWS_IN_GROUP ? quantum : -quantum) * Math.abs(wanted - kept);
        }
        double[] distances = new double[count];
        Arrays.fill(distances, outside);
        addTo(distances, place, 0, positive, quantum);
        addTo(distances, place, positive, rows.length / ROWS_IN_GROUP, -quantum);
        float[] rounded = new float[count];
        for (int n = 0; n < count; n++) {
            rounded[n] = (float) distances[n];
        }
        return rounded;
    }

    private void addTo(double[] distances, int[] place, int first, int end, double factor) {
        int[] upper = new int[count];
        int[] lower = new int[count];
        int[] sums = new int[count];
        for (int group = first; group < end; ) {
            Arrays.fill(sums, 0);
            int next = Math.min(end, group + GROUPS_IN_PARTIAL_SUM);
            for (; group < next; group++) {
                int word = group * WORDS_IN_GROUP;
                int row = group * ROWS_IN_GROUP;
                int[] a = words[word];
                add(
                        sums,
                        a,
                        words[word + 1],
                        words[word + 2],
                        place[row],
                        place[row + 1],
                        place[row + 2],
                        place[row + 3]);
            }
            addParts(upper, lower, sums);
        }
        for (int n = 0; n < distances.length; n++) {
            distances[n] += factor * ((double) upper[n] * (1 << LOWER_BITS) + lower[n]);
        }
    }

    /** Adds the distances of four rows. Java's compiler makes wide instructions of this form, and not of all that are equal to it. */
    @SuppressWarnings("TooManyParameters") // an array of them is not made wide
    private static void add(int[] sums, int[] a, int[] b, int[] c, int p, int q, int r, int s) {
        for (int n = 0; n < sums.length; n++) {
            int u = a[n];
            int v = b[n];
            int w = c[n];
            int last = (u & 0xff) << 16 | (v & 0xff) << 8 | w & 0xff;
            sums[n] = sums[n]
                    + Math.abs((u >>> 8) - p)
                    + Math.abs((v >>> 8) - q)
                    + Math.abs((w >>> 8) - r)
                    + Math.abs(last - s);
        }
    }

    private static void addParts(int[] upper, int[] lower, int[] sums) {
        for (int n = 0; n < sums.length; n++) {
            upper[n] += sums[n] >>> LOWER_BITS;
        }
        for (int n = 0; n < sums.length; n++) {
            lower[n] += sums[n] & (1 << LOWER_BITS) - 1;
        }
    }
}
