package dev.likeness.gallery.index;

import dev.likeness.measure.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * The embeddings of one segment of the index, in tiles in which the dimensions are the rows: the inner products of a query with
 * a whole tile are then sums over rows, which the compiler turns into vector instructions.
 */
final class SegmentEmbeddings {
    /** One tile of 256 codes with 256 dimensions takes 256 KB: it stays in the cache while several queries pass. */
    private static final int TILE = 256;

    private final List<float[]> tiles; // [D][TILE]
    private final int size;
    private final int dimensions;

    private SegmentEmbeddings(List<float[]> tiles, int size, int dimensions) {
        this.tiles = tiles;
        this.size = size;
        this.dimensions = dimensions;
    }

    static SegmentEmbeddings of(LeafReader segment) throws IOException {
        BinaryDocValues codes = DocValues.getBinary(segment, PictureDocument.CODE);
        List<float[]> tiles = new ArrayList<>();
        int dimensions = 0;
        int size = segment.maxDoc();
        for (int number = codes.nextDoc(); number != DocIdSetIterator.NO_MORE_DOCS; number = codes.nextDoc()) {
            float[] embedding = unit(PictureIndex.code(codes.binaryValue()));
            dimensions = embedding.length;
            while (tiles.size() <= number / TILE) {
                tiles.add(new float[dimensions * TILE]);
            }
            float[] tile = tiles.get(number / TILE);
            for (int d = 0; d < dimensions; d++) {
                tile[d * TILE + number % TILE] = embedding[d];
            }
        }
        return new SegmentEmbeddings(tiles, size, dimensions);
    }

    /**
     * The embedding of a code as a unit vector: rounding to the stored form changes its length a little.
     *
     * @return zeros if the code's embedding is zero
     */
    static float[] unit(Code code) {
        float[] embedding = code.embedding();
        double squares = 0;
        for (float value : embedding) {
            squares += (double) value * value;
        }
        float[] unit = new float[embedding.length];
        for (int d = 0; d < unit.length && squares > 0; d++) {
            unit[d] = (float) (embedding[d] / Math.sqrt(squares));
        }
        return unit;
    }

    /** Receives the cosine of one query and one document. */
    interface Sink {
        void accept(int query, int number, float cosine);
    }

    /**
     * The cosine of each query with every document of the segment, deleted ones included.
     *
     * @param queries of unit length
     */
    void cosines(List<float[]> queries, Sink sink) {
        float[] sums = new float[TILE];
        for (int t = 0; t < tiles.size(); t++) {
            float[] tile = tiles.get(t);
            int first = t * TILE;
            int count = Math.min(TILE, size - first);
            for (int q = 0; q < queries.size(); q++) {
                float[] query = queries.get(q);
                Arrays.fill(sums, 0);
                for (int d = 0; d < dimensions; d++) {
                    addRow(sums, tile, d * TILE, query[d]);
                }
                for (int i = 0; i < count; i++) {
                    sink.accept(q, first + i, sums[i]);
                }
            }
        }
    }

    private static void addRow(float[] sums, float[] tile, int from, float factor) {
        for (int i = 0; i < TILE; i++) {
            sums[i] += factor * tile[from + i];
        }
    }
}
