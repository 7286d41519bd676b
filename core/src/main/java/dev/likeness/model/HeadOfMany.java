package dev.likeness.model;

import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.Side;
import dev.likeness.model.OnnxSession.Direct;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A model's head for one query against a tile of codes. If the model has a graph for this, the graph broadcasts the query;
 * else the graph for pairs gets the query repeated, in a buffer that is used again for the next query. A run takes one
 * thread. Thread-safe, except for {@link #close}.
 */
final class HeadOfMany implements AutoCloseable {
    private final ModelCard card;
    private final OnnxSession graph;
    private final int prepared;
    private final Queue<Arrays> idle = new ConcurrentLinkedQueue<>(); // for repeated queries

    /** @param graph of {@link ModelCard#HEAD_OF_MANY} if the card has it, else of {@link ModelCard#HEAD} */
    HeadOfMany(ModelCard card, OnnxSession graph) {
        this.card = card;
        this.graph = graph;
        this.prepared = card.prepared().stream().reduce(1, (x, y) -> x * y);
    }

    /** The codes of some pictures in native memory: embeddings {@code [T,D]} and prepared {@code [T,K,h,w]}. */
    static final class Arrays {
        private final int size;
        private final FloatBuffer embeddings;
        private final FloatBuffer maps;

        private Arrays(int size, int embedding, int prepared) {
            this.size = size;
            this.embeddings = Direct.buffer(size * embedding);
            this.maps = Direct.buffer(size * prepared);
        }
    }

    /** The codes of some pictures as inputs of the graph. */
    static final class Tile implements AutoCloseable {
        private final int size;
        private final Direct embeddings;
        private final Direct maps;

        private Tile(int size, Direct embeddings, Direct maps) {
            this.size = size;
            this.embeddings = embeddings;
            this.maps = maps;
        }

        int size() {
            return size;
        }

        @Override
        public void close() {
            embeddings.close();
            maps.close();
        }
    }

    /** Copies codes into native memory. */
    Tile tile(List<Code> codes) {
        Arrays arrays = new Arrays(codes.size(), card.embedding(), prepared);
        codes.forEach(code -> {
            require(code);
            arrays.embeddings.put(code.embedding());
            arrays.maps.put(code.prepared());
        });
        return tile(arrays, codes.size());
    }

    private Tile tile(Arrays arrays, int size) {
        List<Integer> shape = card.prepared();
        return new Tile(
                size,
                new Direct(
                        arrays.embeddings.duplicate().position(0).limit(size * card.embedding()),
                        size,
                        card.embedding()),
                new Direct(
                        arrays.maps.duplicate().position(0).limit(size * prepared),
                        size,
                        shape.get(0),
                        shape.get(1),
                        shape.get(2)));
    }

    private void require(Code code) {
        if (code.embedding().length != card.embedding() || code.prepared().length != prepared) {
            throw new IllegalArgumentException("a code of " + code.embedding().length + " and "
                    + code.prepared().length + " numbers was not made by model " + card.name() + ", whose codes have "
                    + card.embedding() + " and " + prepared + "; encode the picture with this model");
        }
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
        Arrays arrays = repeated(code, tile.size);
        try (Tile queries = tile(arrays, tile.size)) {
            return side == Side.B ? run(queries, tile) : run(tile, queries);
        } finally {
            idle.add(arrays);
        }
    }

    private Arrays repeated(Code code, int count) {
        Arrays found = idle.poll();
        Arrays arrays = found == null || found.size < count ? new Arrays(count, card.embedding(), prepared) : found;
        arrays.embeddings.clear();
        arrays.maps.clear();
        for (int i = 0; i < count; i++) {
            arrays.embeddings.put(code.embedding());
            arrays.maps.put(code.prepared());
        }
        return arrays;
    }

    private float[] run(Tile a, Tile b) {
        Map<String, Direct> inputs = new LinkedHashMap<>();
        inputs.put("embedding_a", a.embeddings);
        inputs.put("prepared_a", a.maps);
        inputs.put("embedding_b", b.embeddings);
        inputs.put("prepared_b", b.maps);
        float[] scores = graph.run(inputs).get("score");
        int wanted = Math.max(a.size, b.size);
        if (scores.length != wanted) {
            throw new InputException("model " + card.name() + ": its graph returned " + scores.length + " scores for "
                    + wanted + " pairs; do not use this model, or train it again");
        }
        return scores;
    }

    @Override
    public void close() {
        graph.close();
    }
}
