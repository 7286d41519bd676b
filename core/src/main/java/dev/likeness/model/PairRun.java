package dev.likeness.model;

import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.NumberFormat;
import dev.likeness.model.OnnxSession.Direct;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Two pictures from pixels to their score. The encoder writes to native memory, and the head reads it there, so that nothing is
 * copied between the graphs; the memory serves the next two pictures. The scores are those of two codes. For one thread at a time.
 */
final class PairRun implements AutoCloseable {
    private static final int PICTURES = 2;

    private final ModelCard card;
    private final ByteBuffer pixels; //     [2,H,W,c]
    private final FloatBuffer embeddings; // [2,D]
    private final FloatBuffer prepared; //   [2,K,h,w]
    private final FloatBuffer score; //      [1]
    private final Map<String, Direct> pictures;
    private final Map<String, Direct> codes;
    private final Map<String, Direct> pair;
    private final Map<String, Direct> scores;

    PairRun(ModelCard card) {
        this.card = card;
        PictureShape input = card.input();
        int embedding = card.embedding();
        long[] map = card.prepared().stream().mapToLong(Integer::longValue).toArray();
        int numbers = card.prepared().stream().reduce(1, (x, y) -> x * y);
        this.pixels = ByteBuffer.allocateDirect(PICTURES * input.bytes());
        this.embeddings = Direct.buffer(PICTURES * embedding);
        this.prepared = Direct.buffer(PICTURES * numbers);
        this.score = Direct.buffer(1);
        this.pictures = Map.of("pixels", new Direct(pixels, PICTURES, input.height(), input.width(), input.channels()));
        this.codes = Map.of(
                "embedding", new Direct(embeddings, PICTURES, embedding),
                "prepared", new Direct(prepared, PICTURES, map[0], map[1], map[2]));
        this.pair = Map.of(
                "embedding_a", new Direct(row(embeddings, 0, embedding), 1, embedding),
                "embedding_b", new Direct(row(embeddings, 1, embedding), 1, embedding),
                "prepared_a", new Direct(row(prepared, 0, numbers), 1, map[0], map[1], map[2]),
                "prepared_b", new Direct(row(prepared, 1, numbers), 1, map[0], map[1], map[2]));
        this.scores = Map.of("score", new Direct(score, 1));
    }

    private static FloatBuffer row(FloatBuffer all, int row, int numbers) {
        return all.slice(row * numbers, numbers);
    }

    double score(OnnxSession encoder, OnnxSession head, Picture a, Picture b) {
        pixels.clear();
        for (Picture picture : List.of(a, b)) {
            pixels.put(Resizer.fit(picture, card.input(), card.fit()));
        }
        encoder.run(pictures, codes);
        CodeFormat stored = card.codes();
        round("embedding", embeddings, stored.embedding());
        round("prepared", prepared, stored.prepared());
        head.run(pair, scores);
        return score.get(0);
    }

    /** Rounds the numbers of each picture to their stored form. */
    private void round(String array, FloatBuffer numbers, NumberFormat format) {
        if (format == NumberFormat.FLOAT) {
            return;
        }
        float[] one = new float[numbers.capacity() / PICTURES];
        for (int i = 0; i < PICTURES; i++) {
            numbers.get(i * one.length, one);
            new GraphOutputs(card).requireFinite(array, one);
            numbers.put(i * one.length, format.stored(one));
        }
    }

    @Override
    public void close() {
        for (Map<String, Direct> arrays : List.of(pictures, codes, pair, scores)) {
            arrays.values().forEach(Direct::close);
        }
    }
}
