package dev.likeness.model;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Many points in one space with weighted dimensions. Computes their distances to another point: {@code start + sum_r weights_r |terms_rn -
 * point_r|} for each n.
 *
 * <p>ONNX Runtime has no operation that reads the terms once. This one does, and so takes about as long as reading them from memory.
 * Thread-safe.
 */
interface WeightedDistances {
    /**
     * Of points in 24 bits for each number, if these are as exact as floats, else in floats.
     *
     * @param terms {@code [R,N]}, in native memory; not used any more afterwards
     * @param count N
     * @param weights {@code [R]}, of any sign
     */
    static WeightedDistances of(FloatBuffer terms, int count, float[] weights) {
        WeightedDistances rounded = FixedPointDistances.ofExact(terms, count, weights);
        return rounded == null ? Floats.of(terms, count, weights) : rounded;
    }

    /**
     * Computes the distances.
     *
     * @param point {@code [R]}
     * @return {@code [N]}
     */
    float[] to(float[] point, float start);

    /**
     * In 32 bits for each number.
     *
     * @param terms {@code [R][N]}: Java uses wide instructions for whole arrays only
     * @param weights {@code [R]}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Floats(float[][] terms, int count, float[] weights) implements WeightedDistances {
        /** The number of terms in a partial sum. Adding partial sums limits the rounding error. */
        private static final int TERMS_IN_PARTIAL_SUM = 64;

        static Floats of(FloatBuffer terms, int count, float[] weights) {
            float[][] rows = new float[weights.length][count];
            for (int r = 0; r < rows.length; r++) {
                terms.get(r * count, rows[r]);
            }
            return new Floats(rows, count, weights);
        }

        @Override
        public float[] to(float[] point, float start) {
            float[] distances = new float[count];
            Arrays.fill(distances, start);
            float[] sums = new float[count];
            for (int from = 0; from < terms.length; from += TERMS_IN_PARTIAL_SUM) {
                Arrays.fill(sums, 0);
                int end = Math.min(from + TERMS_IN_PARTIAL_SUM, terms.length);
                for (int r = from; r < end; r++) {
                    add(sums, terms[r], point[r], weights[r]);
                }
                for (int n = 0; n < distances.length; n++) {
                    distances[n] += sums[n];
                }
            }
            return distances;
        }

        private static void add(float[] sums, float[] row, float of, float weight) {
            for (int n = 0; n < sums.length; n++) {
                sums[n] += weight * Math.abs(row[n] - of);
            }
        }
    }
}
