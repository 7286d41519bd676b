package dev.likeness.model;

import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Encodes pictures in batches. Several batches run in parallel, each on one thread, so that all processors also resize pictures and
 * copy codes, and no operation of a graph waits for its slowest thread. One batch runs on all threads. Thread-safe, except for {@link
 * #close}.
 */
final class BatchEncoding implements AutoCloseable {
    /** The activations of 16 pictures fit into the cache. Larger batches take up to three times as long per picture. */
    private static final int PICTURES_AT_ONCE = 16;

    private static final int FEWEST_PICTURES_AT_ONCE = 4; // with fewer, the weights are read too often

    private final ModelCard card;
    private final CodeOrigins origins;
    private final GraphOutputs checks;
    private final int threads;
    private final Map<Side, OnnxSession> encoders;
    private final Function<String, OnnxSession> opening;
    private final Map<Side, OnnxSession> ofOneThread = new EnumMap<>(Side.class); // opened when first needed
    private final Queue<EncoderRun> idle = new ConcurrentLinkedQueue<>(); // as many as threads encoded at a time

    /**
     * @param encoders for one batch, on the threads that the caller of this class wants; closed by that caller
     * @param opening opens an encoder that runs on one thread, by its file
     * @param threads the number of threads that may be used
     */
    BatchEncoding(
            ModelCard card,
            CodeOrigins origins,
            Map<Side, OnnxSession> encoders,
            Function<String, OnnxSession> opening,
            int threads) {
        this.card = card;
        this.origins = origins;
        this.checks = new GraphOutputs(card);
        this.encoders = encoders;
        this.opening = opening;
        this.threads = threads;
    }

    List<Code> encode(List<Picture> pictures, Side side) {
        int batches = batches(pictures.size());
        Code[] codes = new Code[pictures.size()];
        boolean parallel = batches > 1 && threads > 1;
        OnnxSession encoder = parallel ? ofOneThread(side) : Objects.requireNonNull(encoders.get(side));
        IntStream parts = IntStream.range(0, batches);
        (parallel ? parts.parallel() : parts).forEach(part -> {
            int from = (int) ((long) part * codes.length / batches);
            int to = (int) ((part + 1L) * codes.length / batches);
            EncoderRun found = idle.poll();
            EncoderRun run = found == null ? new EncoderRun(card, PICTURES_AT_ONCE) : found;
            try {
                run.encode(encoder, pictures.subList(from, to));
                for (int i = from; i < to; i++) {
                    codes[i] = code(run, i - from, side);
                }
            } finally {
                idle.add(run);
            }
        });
        return List.of(codes);
    }

    /** As few batches as there can be, but equally many for each thread, unless they would be small. */
    private int batches(int pictures) {
        int fewest = (pictures + PICTURES_AT_ONCE - 1) / PICTURES_AT_ONCE;
        int even = (fewest + threads - 1) / threads * threads;
        return Math.max(fewest, Math.min(even, pictures / FEWEST_PICTURES_AT_ONCE));
    }

    private Code code(EncoderRun run, int picture, Side side) {
        float[] embedding = run.embedding(picture);
        float[] prepared = run.prepared(picture);
        checks.requireFinite("embedding", embedding);
        checks.requireFinite("prepared", prepared);
        return origins.code(side, embedding, prepared);
    }

    private OnnxSession ofOneThread(Side side) {
        Side own = card.sidesDiffer() ? side : Side.A;
        synchronized (ofOneThread) {
            return ofOneThread.computeIfAbsent(
                    own, of -> opening.apply(of == Side.A ? ModelCard.ENCODER : ModelCard.ENCODER_OF_B));
        }
    }

    @Override
    public void close() {
        ofOneThread.values().forEach(OnnxSession::close);
    }
}
