package dev.likeness.spark.cell;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors whose inner products with a query are computed together. The dimensions are the rows, so that the products are sums
 * over rows, which the compiler turns into vector instructions.
 */
final class InnerProducts implements Serializable {
    private static final long serialVersionUID = 1;

    /** One tile of 256 vectors with 256 dimensions takes 256 KB: it stays in the cache. */
    private static final int TILE = 256;

    private final float[][] tiles; // each [D][TILE]
    private final int count;
    private final int dimensions;

    InnerProducts(List<float[]> vectors) {
        count = vectors.size();
        dimensions = vectors.isEmpty() ? 0 : vectors.get(0).length;
        tiles = new float[(count + TILE - 1) / TILE][dimensions * TILE];
        for (int i = 0; i < count; i++) {
            float[] vector = vectors.get(i);
            if (vector.length != dimensions) {
                throw new IllegalArgumentException("vectors of " + dimensions + " and " + vector.length
                        + " numbers; all must have the same length");
            }
            for (int d = 0; d < dimensions; d++) {
                tiles[i / TILE][d * TILE + i % TILE] = vector[d];
            }
        }
    }

    int count() {
        return count;
    }

    /** Receives one product. */
    interface Sink {
        void accept(int number, float product);
    }

    /** The product of a query {@code [D]} with each vector from number {@code from} on. */
    void with(float[] query, int from, Sink sink) {
        float[] sums = new float[TILE];
        for (int t = from / TILE; t < tiles.length; t++) {
            float[] tile = tiles[t];
            Arrays.fill(sums, 0);
            for (int d = 0; d < dimensions; d++) {
                addRow(sums, tile, d * TILE, query[d]);
            }
            int first = t * TILE;
            int end = Math.min(TILE, count - first);
            for (int i = Math.max(0, from - first); i < end; i++) {
                sink.accept(first + i, sums[i]);
            }
        }
    }

    private static void addRow(float[] sums, float[] tile, int from, float factor) {
        for (int i = 0; i < TILE; i++) {
            sums[i] += factor * tile[from + i];
        }
    }
}
