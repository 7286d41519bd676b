package dev.likeness.model;

import dev.likeness.model.OnnxSession.Direct;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * A batch of pictures from pixels to the numbers of their codes, in native memory that serves the next batch. For one thread at a
 * time.
 */
final class EncoderRun {
    private final ModelCard card;
    private final ByteBuffer pixels; //     [N,H,W,c]
    private final FloatBuffer embeddings; // [N,D]
    private final FloatBuffer prepared; //   [N,K,h,w]
    private final int numbers; // of the prepared map

    /** @param most the number of pictures of the largest batch */
    EncoderRun(ModelCard card, int most) {
        this.card = card;
        this.numbers = GraphsOfMany.numbers(card);
        this.pixels =
                ByteBuffer.allocateDirect(Math.multiplyExact(most, card.input().bytes()));
        this.embeddings = Direct.buffer(Math.multiplyExact(most, card.embedding()));
        this.prepared = Direct.buffer(Math.multiplyExact(most, numbers));
    }

    /** Encodes pictures. */
    void encode(OnnxSession encoder, List<Picture> pictures) {
        PictureShape input = card.input();
        List<Integer> map = card.prepared();
        int n = pictures.size();
        pixels.clear();
        pictures.forEach(picture -> pixels.put(Resizer.fit(picture, input, card.fit())));
        try (Direct read = new Direct(
                        pixels.slice(0, n * input.bytes()), n, input.height(), input.width(), input.channels());
                Direct embedding = new Direct(embeddings.slice(0, n * card.embedding()), n, card.embedding());
                Direct maps = new Direct(prepared.slice(0, n * numbers), n, map.get(0), map.get(1), map.get(2))) {
            encoder.run(Map.of("pixels", read), Map.of("embedding", embedding, "prepared", maps));
        }
    }

    /** The embedding of a picture of the batch: {@code [D]}. */
    float[] embedding(int picture) {
        return row(embeddings, picture, card.embedding());
    }

    /** The prepared map of a picture of the batch: {@code [K,h,w]}. */
    float[] prepared(int picture) {
        return row(prepared, picture, numbers);
    }

    private static float[] row(FloatBuffer all, int row, int length) {
        float[] found = new float[length];
        all.get(row * length, found);
        return found;
    }
}
