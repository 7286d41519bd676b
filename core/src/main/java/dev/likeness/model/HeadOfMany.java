package dev.likeness.model;

import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.model.OnnxSession.Direct;
import dev.likeness.model.OnnxSession.Port;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model's head for one query against a tile of codes. If the model has a graph for this, the graph broadcasts the query; another may
 * compute once what depends on the tile alone, and a third what depends on the query alone. Else the graph for pairs gets the query
 * repeated, in a buffer that is used again for the next query. A run takes one thread. Thread-safe, except for {@link #close}.
 */
final class HeadOfMany implements AutoCloseable {
    private static final int CODES_IN_TILE = 128;
    private static final int CODES_FOR_DISTANCES = 2048;
    private static final int NUMBERS_FOR_DISTANCES = 1 << 23;

    private final ModelCard card;
    private final GraphsOfMany graphs;
    private final OnnxSession graph;
    private final @Nullable OnnxSession block;
    private final @Nullable OnnxSession query;
    private final float @Nullable [] weights; // of distances, if the head needs them
    private final int prepared;
    private final Queue<Arrays> idle = new ConcurrentLinkedQueue<>();

    private HeadOfMany(ModelCard card, GraphsOfMany graphs) {
        this.card = card;
        this.graphs = graphs;
        this.graph = graphs.scores();
        this.block = graphs.block();
        this.query = graphs.query();
        this.prepared = GraphsOfMany.numbers(card);
        this.weights = query == null ? null : weights(query, card);
    }

    /** The weights of distances, which are the same for all queries. */
    private static float[] weights(OnnxSession query, ModelCard card) {
        FloatBuffer zeros = Direct.buffer(GraphsOfMany.numbers(card));
        List<Integer> shape = card.prepared();
        try (Direct map = new Direct(zeros, 1, shape.get(0), shape.get(1), shape.get(2))) {
            return query.run(Map.of("prepared_a", map)).get("weights");
        }
    }

    /**
     * Loads the graphs.
     *
     * @param files the contents of a file of the model
     * @param name of the model, for errors
     */
    static HeadOfMany open(ModelCard card, Function<String, byte[]> files, String name) {
        GraphsOfMany graphs = GraphsOfMany.open(card, files, name);
        try {
            return new HeadOfMany(card, graphs);
        } catch (RuntimeException | Error e) {
            graphs.close();
            throw e;
        }
    }

    /** The codes of some pictures in native memory: embeddings {@code [T,D]} and prepared {@code [T,K,h,w]}. */
    private static final class Arrays {
        private final int size;
        private final FloatBuffer embeddings;
        private final FloatBuffer maps;

        private Arrays(int size, int embedding, int prepared) {
            this.size = size;
            this.embeddings = Direct.buffer(size * embedding);
            this.maps = Direct.buffer(size * prepared);
        }
    }

    /** The place of a query in the space of its distances, and what is added to these. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one query
    private record Point(float[] place, float start) {}

    /** The codes of some pictures as inputs of the graph. */
    static final class Tile implements AutoCloseable {
        private final int size;
        private final Map<String, Direct> arrays;
        private final @Nullable WeightedDistances distances; // of many pictures, if the head needs distances to them
        private final @Nullable Point point; // of a query, if the head needs distances to it

        private Tile(int size, Map<String, Direct> arrays) {
            this(size, arrays, null, null);
        }

        private Tile(
                int size, Map<String, Direct> arrays, @Nullable WeightedDistances distances, @Nullable Point point) {
            this.size = size;
            this.arrays = arrays;
            this.distances = distances;
            this.point = point;
        }

        @Override
        public void close() {
            arrays.values().forEach(Direct::close);
        }
    }

    /**
     * The most codes in a tile. With fewer, an operation on a row of a tile is too short; with more, what ONNX Runtime computes from a
     * tile leaves the processor's cache. Distances keep nothing but sums, so that more are faster, within {@value
     * #NUMBERS_FOR_DISTANCES} numbers.
     */
    int codesInTile() {
        return query == null
                ? CODES_IN_TILE
                : Math.max(CODES_IN_TILE, Math.min(CODES_FOR_DISTANCES, NUMBERS_FOR_DISTANCES / prepared));
    }

    /** Copies a query into native memory, and computes what depends on it alone. */
    Tile query(Code code) {
        Tile whole = filled(List.of(code), new Arrays(1, card.embedding(), prepared), Side.A);
        if (query == null) {
            return whole;
        }
        Map<String, Direct> arrays = new LinkedHashMap<>(whole.arrays);
        try (Direct map = Objects.requireNonNull(arrays.remove("prepared_a"))) {
            OnnxSession.Outputs found = query.run(Map.of("prepared_a", map));
            if (!java.util.Arrays.equals(found.get("weights"), weights)) {
                throw new InputException("model " + card.name() + ": the weights of " + ModelCard.HEAD_OF_QUERY
                        + " depend on the query; do not use this model, or train it again");
            }
            return new Tile(1, arrays, null, new Point(found.get("point"), found.get("start")[0]));
        } catch (RuntimeException | Error e) {
            arrays.values().forEach(Direct::close);
            throw e;
        }
    }

    /**
     * Copies codes into native memory, and computes what depends on them alone.
     *
     * @param side of the codes; a graph for many has them on side B, as the head is symmetric
     */
    Tile tile(List<Code> codes, Side side) {
        if (block == null) {
            Arrays own = new Arrays(codes.size(), card.embedding(), prepared);
            return filled(codes, own, card.comparesMany() ? Side.B : side);
        }
        int size = codes.size();
        Arrays arrays = idle(size);
        Map<String, Direct> kept = new LinkedHashMap<>();
        try (Tile whole = filled(codes, arrays, Side.B)) {
            FloatBuffer embeddings = Direct.buffer(size * card.embedding());
            embeddings.put(arrays.embeddings.duplicate().flip()).clear();
            kept.put("embedding_b", new Direct(embeddings, size, card.embedding()));
            Map<String, Direct> outputs = new LinkedHashMap<>();
            FloatBuffer terms = null;
            for (Map.Entry<String, Port> port : block.outputs().entrySet()) {
                long[] shape = port.getValue().shape().stream()
                        .mapToLong(length -> length == OnnxSession.ANY ? size : length)
                        .toArray();
                int numbers = Math.toIntExact(java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact));
                FloatBuffer buffer = Direct.buffer(numbers);
                Direct output = new Direct(buffer, shape);
                outputs.put(port.getKey(), output);
                kept.put(port.getKey(), output);
                if (query != null && port.getKey().equals(GraphsOfMany.TERMS)) {
                    terms = buffer;
                }
            }
            block.run(Map.of("prepared_b", Objects.requireNonNull(whole.arrays.get("prepared_b"))), outputs);
            if (terms == null || weights == null) {
                return new Tile(size, kept);
            }
            WeightedDistances distances = WeightedDistances.of(terms, size, weights);
            Objects.requireNonNull(kept.remove(GraphsOfMany.TERMS)).close();
            return new Tile(size, kept, distances, null);
        } catch (RuntimeException | Error e) {
            kept.values().forEach(Direct::close);
            throw e;
        } finally {
            idle.add(arrays);
        }
    }

    private Tile filled(List<Code> codes, Arrays arrays, Side side) {
        arrays.embeddings.clear();
        arrays.maps.clear();
        codes.forEach(code -> {
            HeadRun.require(card, code);
            arrays.embeddings.put(code.embedding());
            arrays.maps.put(code.prepared());
        });
        return tile(arrays, codes.size(), side);
    }

    private Tile tile(Arrays arrays, int size, Side side) {
        List<Integer> shape = card.prepared();
        String letter = side == Side.A ? "a" : "b";
        Map<String, Direct> inputs = new LinkedHashMap<>();
        inputs.put(
                "embedding_" + letter,
                new Direct(
                        arrays.embeddings.duplicate().position(0).limit(size * card.embedding()),
                        size,
                        card.embedding()));
        inputs.put(
                "prepared_" + letter,
                new Direct(
                        arrays.maps.duplicate().position(0).limit(size * prepared),
                        size,
                        shape.get(0),
                        shape.get(1),
                        shape.get(2)));
        return new Tile(size, inputs);
    }

    /**
     * The scores of one query against each code of a tile.
     *
     * @param query a tile of one code
     * @param code the same query
     * @param side of the tile
     */
    float[] scores(Tile query, Code code, Tile tile, Side side) {
        if (card.comparesMany()) {
            return run(query, tile);
        }
        Arrays arrays = idle(tile.size);
        try (Tile queries = filled(Collections.nCopies(tile.size, code), arrays, side == Side.A ? Side.B : Side.A)) {
            return run(queries, tile);
        } finally {
            idle.add(arrays);
        }
    }

    private Arrays idle(int count) {
        Arrays found = idle.poll();
        return found == null || found.size < count ? new Arrays(count, card.embedding(), prepared) : found;
    }

    private float[] run(Tile queries, Tile tile) {
        Map<String, Direct> inputs = new LinkedHashMap<>(queries.arrays);
        inputs.putAll(tile.arrays);
        if (queries.point == null || tile.distances == null) {
            return scores(inputs, tile);
        }
        FloatBuffer distances = Direct.buffer(tile.size);
        distances
                .put(tile.distances.to(queries.point.place, queries.point.start))
                .clear();
        try (Direct array = new Direct(distances, 1, tile.size)) {
            inputs.put(GraphsOfMany.DISTANCES, array);
            return scores(inputs, tile);
        }
    }

    private float[] scores(Map<String, Direct> inputs, Tile tile) {
        float[] scores = graph.run(inputs).get("score");
        if (scores.length != tile.size) {
            throw new InputException("model " + card.name() + ": its graph returned " + scores.length + " scores for "
                    + tile.size + " pairs; do not use this model, or train it again");
        }
        return scores;
    }

    @Override
    public void close() {
        graphs.close();
    }
}
