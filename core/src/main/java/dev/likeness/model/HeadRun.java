package dev.likeness.model;

import dev.likeness.measure.Code;
import dev.likeness.model.OnnxSession.Direct;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch of pairs of codes to their scores, in native memory that serves the next batch. For one thread at a time. */
final class HeadRun {
    private final ModelCard card;
    private final int numbers; // of a prepared map
    private final Arrays a;
    private final Arrays b;
    private final FloatBuffer scores; // [N]

    /** The codes of one side: {@code [N,D]} and {@code [N,K,h,w]}. */
    private record Arrays(FloatBuffer embeddings, FloatBuffer prepared) {}

    /** @param most the number of pairs of the largest batch */
    HeadRun(ModelCard card, int most) {
        this.card = card;
        this.numbers = GraphsOfMany.numbers(card);
        this.a = arrays(most);
        this.b = arrays(most);
        this.scores = Direct.buffer(most);
    }

    private Arrays arrays(int most) {
        return new Arrays(
                Direct.buffer(Math.multiplyExact(most, card.embedding())),
                Direct.buffer(Math.multiplyExact(most, numbers)));
    }

    /** @throws IllegalArgumentException if a code has other numbers than those of the model */
    static void require(ModelCard card, Code code) {
        int numbers = GraphsOfMany.numbers(card);
        if (code.embedding().length != card.embedding() || code.prepared().length != numbers) {
            throw new IllegalArgumentException("a code of " + code.embedding().length + " and "
                    + code.prepared().length + " numbers was not made by model " + card.name() + ", whose codes have "
                    + card.embedding() + " and " + numbers + "; encode the picture with this model");
        }
    }

    /**
     * Scores pairs.
     *
     * @throws IllegalArgumentException if a code has other numbers than those of the model
     */
    float[] score(OnnxSession head, List<Code> onA, List<Code> onB) {
        int n = onA.size();
        List<Direct> used = new ArrayList<>();
        try {
            Map<String, Direct> inputs = new LinkedHashMap<>();
            put(inputs, "a", a, onA, used);
            put(inputs, "b", b, onB, used);
            Direct score = kept(used, new Direct(scores.slice(0, n), n));
            head.run(inputs, Map.of("score", score));
            float[] found = new float[n];
            scores.get(0, found);
            return found;
        } finally {
            used.forEach(Direct::close);
        }
    }

    private void put(Map<String, Direct> inputs, String side, Arrays arrays, List<Code> codes, List<Direct> used) {
        int n = codes.size();
        arrays.embeddings.clear();
        arrays.prepared.clear();
        codes.forEach(code -> {
            require(card, code);
            arrays.embeddings.put(code.embedding());
            arrays.prepared.put(code.prepared());
        });
        List<Integer> map = card.prepared();
        inputs.put(
                "embedding_" + side,
                kept(used, new Direct(arrays.embeddings.slice(0, n * card.embedding()), n, card.embedding())));
        inputs.put(
                "prepared_" + side,
                kept(used, new Direct(arrays.prepared.slice(0, n * numbers), n, map.get(0), map.get(1), map.get(2))));
    }

    private static Direct kept(List<Direct> used, Direct array) {
        used.add(array);
        return array;
    }
}
