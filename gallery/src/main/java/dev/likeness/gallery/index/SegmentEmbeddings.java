package dev.likeness.gallery.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * Embeddings of one segment of the index, in tiles in which the dimensions are the rows: the inner products of a query with
 * a whole tile are then sums over rows, which the compiler turns into vector instructions.
 */
final class SegmentEmbeddings {
    /** One tile of 256 codes with 256 dimensions takes 256 KB: it stays in the cache while several queries pass. */
    private static final int TILE = 256;

    private final List<float[]> tiles; // [D][TILE]
    private final int[] numbers;
    private final int dimensions;

    private SegmentEmbeddings(List<float[]> tiles, int[] numbers, int dimensions) {
        this.tiles = tiles;
        this.numbers = numbers;
        this.dimensions = dimensions;
    }

    static SegmentEmbeddings all(LeafReader segment) throws IOException {
        return of(segment, IntStream.range(0, segment.maxDoc()).toArray());
    }

    static SegmentEmbeddings outsideGraph(LeafReader segment) throws IOException {
        return of(segment, numbersOutsideGraph(segment));
    }

    /** The documents of a segment that the graph does not contain, ascending, deleted ones included. */
    static int[] numbersOutsideGraph(LeafReader segment) throws IOException {
        FloatVectorValues graph = segment.getFloatVectorValues(PictureDocument.VECTOR);
        IntStream.Builder outside = IntStream.builder();
        int inGraph = graph == null ? DocIdSetIterator.NO_MORE_DOCS : graph.nextDoc();
        for (int number = 0; number < segment.maxDoc(); number++) {
            if (number < inGraph) {
                outside.add(number);
            } else if (graph != null) {
                inGraph = graph.nextDoc();
            }
        }
        return outside.build().toArray();
    }

    private static SegmentEmbeddings of(LeafReader segment, int[] numbers) throws IOException {
        BinaryDocValues codes = DocValues.getBinary(segment, PictureDocument.CODE);
        List<float[]> tiles = new ArrayList<>();
        int dimensions = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (!codes.advanceExact(numbers[i])) {
                throw new IOException("document " + numbers[i] + " has no code");
            }
            float[] embedding = UnitEmbedding.of(PictureIndex.code(codes.binaryValue()));
            dimensions = embedding.length;
            if (i % TILE == 0) {
                tiles.add(new float[dimensions * TILE]);
            }
            float[] tile = tiles.get(i / TILE);
            for (int d = 0; d < dimensions; d++) {
                tile[d * TILE + i % TILE] = embedding[d];
            }
        }
        return new SegmentEmbeddings(tiles, numbers, dimensions);
    }

    /** Receives the cosine of one query and one document. */
    interface Sink {
        void accept(int query, int number, float cosine);
    }

    /**
     * The cosine of each query with every one of the documents, deleted ones included.
     *
     * @param queries of unit length
     */
    void cosines(List<float[]> queries, Sink sink) {
        float[] sums = new float[TILE];
        for (int t = 0; t < tiles.size(); t++) {
            float[] tile = tiles.get(t);
            int first = t * TILE;
            int count = Math.min(TILE, numbers.length - first);
            for (int q = 0; q < queries.size(); q++) {
                float[] query = queries.get(q);
                Arrays.fill(sums, 0);
                for (int d = 0; d < dimensions; d++) {
                    addRow(sums, tile, d * TILE, query[d]);
                }
                for (int i = 0; i < count; i++) {
                    sink.accept(q, numbers[first + i], sums[i]);
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
