package dev.likeness.model;

import ai.onnxruntime.OnnxJavaType;
import dev.likeness.error.InputException;
import dev.likeness.model.OnnxSession.Port;
import dev.likeness.model.OnnxSession.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The graphs of a head for one query against many pictures. They come from files that anyone can write, so that their inputs and outputs
 * are checked against each other.
 *
 * @param scores of a query and many pictures; the head for pairs if the model has no other
 * @param block what depends on the many pictures alone; null if the model has none
 * @param query what depends on the query alone; null if the model has none
 */
record GraphsOfMany(
        OnnxSession scores,
        @Nullable OnnxSession block,
        @Nullable OnnxSession query) implements AutoCloseable {
    /** An output of the block: the places of the many pictures, {@code [R,N]}. */
    static final String TERMS = "terms";

    /** An input of the scores: the {@link WeightedDistances} of the terms to the query, {@code [1,N]}. */
    static final String DISTANCES = "distances";

    private static final int MOST_KEPT = 64; // numbers for each number of a code: many times what any head keeps

    /**
     * Loads the graphs.
     *
     * @param files the contents of a file of the model
     * @param name of the model, for errors
     */
    static GraphsOfMany open(ModelCard card, Function<String, byte[]> files, String name) {
        Signature pairs = LearnedMeasure.head(card);
        if (!card.comparesMany()) {
            return new GraphsOfMany(session(files, ModelCard.HEAD, name, pairs), null, null);
        }
        Map<String, Port> scores = Map.of("score", Port.floats(OnnxSession.ANY));
        if (!card.files().containsKey(ModelCard.HEAD_OF_BLOCK)) {
            Signature signature = new Signature(pairs.inputs(), scores);
            return new GraphsOfMany(session(files, ModelCard.HEAD_OF_MANY, name, signature), null, null);
        }
        Map<String, Port> inputs = new LinkedHashMap<>(pairs.inputs());
        Map<String, Port> maps = Map.of("prepared_b", Objects.requireNonNull(inputs.remove("prepared_b")));
        List<OnnxSession> opened = new ArrayList<>();
        try {
            OnnxSession block = session(files, ModelCard.HEAD_OF_BLOCK, name, new Signature(maps, Map.of()));
            opened.add(block);
            Map<String, Port> kept = block.outputs();
            if (kept.isEmpty() || !kept.values().stream().allMatch(port -> isKept(port, numbers(card)))) {
                throw new InputException(name + ": the outputs of " + ModelCard.HEAD_OF_BLOCK + " are " + kept
                        + "; each must have one dimension of any size, and at most " + MOST_KEPT
                        + " numbers for each number of a code: copy or train the model again");
            }
            inputs.putAll(kept);
            OnnxSession query = null;
            if (card.files().containsKey(ModelCard.HEAD_OF_QUERY)) {
                query = session(files, ModelCard.HEAD_OF_QUERY, name, ofQuery(inputs, name));
                opened.add(query);
                inputs.put(DISTANCES, Port.floats(1, OnnxSession.ANY));
            }
            Signature signature = new Signature(inputs, scores);
            return new GraphsOfMany(session(files, ModelCard.HEAD_OF_MANY, name, signature), block, query);
        } catch (RuntimeException | Error e) {
            opened.forEach(OnnxSession::close);
            throw e;
        }
    }

    /** What the graph of the query must have. Removes from the inputs of the graph for many what the distances replace. */
    private static Signature ofQuery(Map<String, Port> inputs, String name) {
        Port terms = inputs.remove(TERMS);
        if (terms == null || terms.shape().size() != 2 || terms.shape().get(1) != OnnxSession.ANY) {
            throw new InputException(
                    name + ": the output '" + TERMS + "' of " + ModelCard.HEAD_OF_BLOCK + " is " + terms
                            + ", and " + ModelCard.HEAD_OF_QUERY + " needs "
                            + Port.floats(OnnxSession.ANY, OnnxSession.ANY) + " ("
                            + OnnxSession.ANY
                            + " stands for any size); the files do not belong together: copy or train the model again");
        }
        Port column = Port.floats(terms.shape().get(0), 1);
        return new Signature(
                Map.of("prepared_a", Objects.requireNonNull(inputs.remove("prepared_a"))),
                Map.of("point", column, "weights", column, "start", Port.floats(1, 1)));
    }

    private static OnnxSession session(Function<String, byte[]> files, String file, String name, Signature signature) {
        return OnnxSession.ofOneThread(files.apply(file), name + ": " + file, signature);
    }

    /** The numbers of a code without its embedding. */
    static int numbers(ModelCard card) {
        return card.prepared().stream().reduce(1, (x, y) -> x * y);
    }

    private static boolean isKept(Port port, int prepared) {
        long batches =
                port.shape().stream().filter(side -> side == OnnxSession.ANY).count();
        double each = port.shape().stream().mapToDouble(Math::abs).reduce(1, (x, y) -> x * y);
        return port.type() == OnnxJavaType.FLOAT && batches == 1 && each >= 1 && each <= (double) MOST_KEPT * prepared;
    }

    @Override
    public void close() {
        try (OnnxSession ofBlock = block;
                OnnxSession ofQuery = query) {
            scores.close(); // closes all, even if one fails
        }
    }
}
