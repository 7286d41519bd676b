package dev.likeness.model;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A point, and its weighted distances to many others: {@code start + sum_r weights_r |terms_rn - point_r|} for each n.
 *
 * <p>ONNX Runtime has no operation that reads the terms once. This one does, and so takes about as long as reading them from memory.
 *
 * @param point {@code [R]}
 * @param weights {@code [R]}, of any sign
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one query
record WeightedDistance(float[] point, float[] weights, float start) {
    /** The number of terms in a partial sum. Adding partial sums limits the rounding error. */
    private static final int TERMS_IN_PARTIAL_SUM = 64;

    /**
     * Computes the distances.
     *
     * @param terms {@code [R,N]}, in native memory
     * @param count N
     */
    float[] to(FloatBuffer terms, int count) {
        float[] distances = new float[count];
        Arrays.fill(distances, start);
        float[] sums = new float[count];
        float[] row = new float[count];
        for (int from = 0; from < point.length; from += TERMS_IN_PARTIAL_SUM) {
            Arrays.fill(sums, 0);
            int end = Math.min(from + TERMS_IN_PARTIAL_SUM, point.length);
            for (int r = from; r < end; r++) {
                terms.get(r * count, row); // a copy in the first cache: Java uses wide instructions for arrays only
                add(sums, row, point[r], weights[r]);
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
