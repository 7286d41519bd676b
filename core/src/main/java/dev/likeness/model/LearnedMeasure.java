package dev.likeness.model;

import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.PairScoring;
import dev.likeness.measure.Side;
import dev.likeness.model.OnnxSession.Port;
import dev.likeness.model.OnnxSession.Signature;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as a measure: the encoder and the head of a model folder, run by ONNX Runtime.
 *
 * <p>Thread-safe. {@link #close} waits for the calls in progress; later calls throw an {@link IllegalStateException}.
 * Codes hold plain arrays and outlive it.
 */
public final class LearnedMeasure implements Measure {
    static final String HEAD = "head";

    /** The least pixels of a picture, in each direction, that one pixel of the network's input is the mean of. */
    private static final int PIXELS_PER_SIDE = 3;

    /** Their activations fit into the cache. */
    private static final int PAIRS_AT_ONCE = 16;

    private static final int FEWEST_PAIRS_AT_ONCE = 4; // another thread for fewer costs more than it gains

    private final ModelCard card;
    private final Map<Side, OnnxSession> encoders;
    private final OnnxSession head; // of one thread
    private final int threads; // that compare the pairs of one call
    private final ModelFiles files;
    private @Nullable HeadOfMany headOfMany; // opened when first needed: comparing two pictures starts fast
    private final CodeOrigins origins;
    private final ClosingGate gate;
    private final BatchEncoding batches;
    private final Queue<PairRun> idlePairs =
            new ConcurrentLinkedQueue<>(); // as many as threads compared pictures at a time
    private final Queue<HeadRun> idleHeads = new ConcurrentLinkedQueue<>(); // likewise

    private LearnedMeasure(
            ModelFiles files, ModelCard card, Map<Side, OnnxSession> encoders, OnnxSession head, int threads) {
        this.files = files;
        this.card = card;
        this.encoders = encoders;
        this.head = head;
        this.threads = threads;
        MeasureIdentity identity = ModelIdentity.of(card);
        this.origins = card.sidesDiffer()
                ? CodeOrigins.ofEachSide(identity, card.codes())
                : CodeOrigins.ofBothSides(identity, card.codes());
        this.gate = new ClosingGate("model " + card.name(), "open it again");
        this.batches = new BatchEncoding(
                card,
                origins,
                encoders,
                file -> session(files, card, file, encoder(card), OnnxSession::ofOneThread),
                threads);
    }

    /**
     * Opens a model and verifies its version and checksums.
     *
     * @throws InputException if a file is missing, damaged, changed, or of an unknown version
     */
    public static LearnedMeasure open(ModelFiles files) {
        return open(files, OnnxSession::new, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens a model for callers that use it on several threads at a time, such as those of a server: each call computes on the
     * thread of its caller alone. A single caller is answered more slowly, and many callers with less processor time.
     *
     * @throws InputException if a file is missing, damaged, changed, or of an unknown version
     */
    public static LearnedMeasure openForManyCallers(ModelFiles files) {
        return open(files, OnnxSession::ofOneThread, 1);
    }

    /**
     * Opens a model for a process that ends after a few calls. The threads that compute do not wait for the next call by spinning,
     * so they leave the processors to the compilers of Java, which are busy at the start of a process.
     *
     * @throws InputException if a file is missing, damaged, changed, or of an unknown version
     */
    public static LearnedMeasure openForFewCalls(ModelFiles files) {
        return open(files, OnnxSession::ofFewRuns, Runtime.getRuntime().availableProcessors());
    }

    private interface Opening {
        OnnxSession open(byte[] graph, String what, Signature signature);
    }

    private static LearnedMeasure open(ModelFiles files, Opening opening, int threads) {
        ModelCard card = ModelJson.read(files.read("model.json"), files.name());
        Map<String, OnnxSession> opened = new LinkedHashMap<>();
        try {
            opened.put(ModelCard.ENCODER, session(files, card, ModelCard.ENCODER, encoder(card), opening));
            if (card.sidesDiffer()) {
                opened.put(
                        ModelCard.ENCODER_OF_B, session(files, card, ModelCard.ENCODER_OF_B, encoder(card), opening));
            }
            OnnxSession head = session(files, card, ModelCard.HEAD, head(card), OnnxSession::ofOneThread);
            OnnxSession ofA = opened.get(ModelCard.ENCODER);
            LearnedMeasure measure = new LearnedMeasure(
                    files,
                    card,
                    Map.of(Side.A, ofA, Side.B, opened.getOrDefault(ModelCard.ENCODER_OF_B, ofA)),
                    head,
                    threads);
            ModelLog.opened(measure.identity(), files.name());
            return measure;
        } catch (RuntimeException | Error e) {
            opened.values().forEach(OnnxSession::close);
            throw e;
        }
    }

    private static OnnxSession session(
            ModelFiles files, ModelCard card, String file, Signature signature, Opening opening) {
        byte[] graph = files.refusesDamage() ? files.read(file) : verified(files, card, file);
        return opening.open(graph, files.name() + ": " + file, signature);
    }

    private static Signature encoder(ModelCard card) {
        PictureShape input = card.input();
        return new Signature(
                Map.of("pixels", Port.bytes(OnnxSession.ANY, input.height(), input.width(), input.channels())),
                Map.of("embedding", embedding(card), "prepared", prepared(card)));
    }

    static Signature head(ModelCard card) {
        return new Signature(
                Map.of(
                        "embedding_a", embedding(card),
                        "prepared_a", prepared(card),
                        "embedding_b", embedding(card),
                        "prepared_b", prepared(card)),
                Map.of(
                        "map", Port.floats(OnnxSession.ANY, OnnxSession.ANY, OnnxSession.ANY, OnnxSession.ANY),
                        "score", Port.floats(OnnxSession.ANY)));
    }

    private static Port embedding(ModelCard card) {
        return Port.floats(OnnxSession.ANY, card.embedding());
    }

    private static Port prepared(ModelCard card) {
        List<Integer> shape = card.prepared();
        return Port.floats(OnnxSession.ANY, shape.get(0), shape.get(1), shape.get(2));
    }

    /**
     * Loads ONNX Runtime, as the first opening of a model does. It takes a part of the start-up time, which can be spent
     * in parallel with other work.
     */
    public static void loadRuntime() {
        OnnxSession.loadRuntime();
    }

    /**
     * Reads one file of a model and verifies its checksum.
     *
     * @throws InputException if the checksum is not the one in the card
     */
    public static byte[] verified(ModelFiles files, ModelCard card, String file) {
        byte[] bytes = files.read(file);
        String expected = card.files().get(file);
        if (!Sha256.hex(bytes).equals(expected)) {
            throw new InputException(
                    files.name() + ": " + file + " was damaged or changed: its SHA-256 is not the one in"
                            + " model.json; copy or train the model again");
        }
        return bytes;
    }

    /** The model's card. */
    public ModelCard card() {
        return card;
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public MeasureIdentity identity() {
        return origins.measure();
    }

    @Override
    public List<Code> encode(List<Picture> pictures, Side side) {
        return gate.call(() -> batches.encode(pictures, side));
    }

    private OnnxSession encoder(Side side) {
        return Objects.requireNonNull(encoders.get(side));
    }

    @Override
    public int sideNeeded() {
        int side = Math.max(card.input().width(), card.input().height());
        return Math.max(PIXELS_PER_SIDE * side, PictureStatistics.SIDE_NEEDED);
    }

    @Override
    public boolean sidesDiffer() {
        return card.sidesDiffer();
    }

    @Override
    public double[] compare(List<Code> a, List<Code> b) {
        return gate.call(() -> scores(a, b));
    }

    /** Encodes two pictures, {@code a} on side A and {@code b} on side B, and scores them, in one call. */
    public double compare(Picture a, Picture b) {
        return gate.call(() -> {
            if (sidesDiffer()) {
                return compare(encode(a, Side.A), encode(b, Side.B));
            }
            PairRun idle = idlePairs.poll();
            PairRun run = idle == null ? new PairRun(card) : idle;
            try {
                return run.score(encoder(Side.A), head, a, b);
            } finally {
                idlePairs.add(run);
            }
        });
    }

    private double[] scores(List<Code> a, List<Code> b) {
        origins.require(a, b);
        double[] scores = new double[a.size()];
        int each = Math.max(FEWEST_PAIRS_AT_ONCE, Math.min(PAIRS_AT_ONCE, (a.size() - 1) / threads + 1));
        IntStream parts = IntStream.range(0, (a.size() + each - 1) / each);
        (threads == 1 ? parts : parts.parallel()).forEach(part -> {
            int from = part * each;
            int to = Math.min(a.size(), from + each);
            List<Code> onA = a.subList(from, to);
            List<Code> onB = b.subList(from, to);
            HeadRun idle = idleHeads.poll();
            HeadRun run = idle == null ? new HeadRun(card, PAIRS_AT_ONCE) : idle;
            try {
                float[] found = run.score(head, onA, onB);
                for (int i = from; i < to; i++) {
                    scores[i] = found[i - from];
                }
            } finally {
                idleHeads.add(run);
            }
        });
        return scores;
    }

    /**
     * Shows where two pictures agree. The mean over both maps is the score of {@link #compare}.
     *
     * @throws IllegalArgumentException if another model made one of the codes, or one is on the wrong side
     */
    public LikenessMap map(Code a, Code b) {
        OnnxSession.Floats map = gate.call(() -> {
            origins.require(a, b);
            return head.run(inputs(a, b)).array("map"); // [1,P,h,w]
        });
        if (map.shape()[0] != 1 || map.shape()[1] < 1 || map.shape()[1] > 2 || map.values().length == 0) {
            throw new InputException(
                    "model " + name() + ": its graph returned a map of shape " + Arrays.toString(map.shape())
                            + "; allowed are [1,1,h,w] and [1,2,h,w]; do not use this model, or train it again");
        }
        int planes = (int) map.shape()[1];
        int height = (int) map.shape()[2];
        int width = (int) map.shape()[3];
        float[] ofA = Arrays.copyOfRange(map.values(), 0, height * width);
        float[] ofB = planes == 1 ? ofA : Arrays.copyOfRange(map.values(), height * width, 2 * height * width);
        return new LikenessMap(height, width, ofA, ofB, term(a.cosine(b)));
    }

    private Map<String, OnnxSession.Input> inputs(Code a, Code b) {
        HeadRun.require(card, a);
        HeadRun.require(card, b);
        List<Integer> map = card.prepared();
        long[] ofEmbedding = {1, card.embedding()};
        long[] ofMap = {1, map.get(0), map.get(1), map.get(2)};
        return Map.of(
                "embedding_a", new OnnxSession.Floats(a.embedding(), ofEmbedding),
                "prepared_a", new OnnxSession.Floats(a.prepared(), ofMap),
                "embedding_b", new OnnxSession.Floats(b.embedding(), ofEmbedding),
                "prepared_b", new OnnxSession.Floats(b.prepared(), ofMap));
    }

    /**
     * The parts of the score: {@code embedding}, the cosine, and {@code head}, the score without the embedding's term.
     */
    @Override
    public Map<String, PairScoring> readings() {
        Map<String, PairScoring> readings = new LinkedHashMap<>();
        readings.put(EMBEDDING, (a, b) -> gate.call(() -> cosines(a, b)));
        readings.put(HEAD, (a, b) -> gate.call(() -> withoutTerm(compare(a, b), cosines(a, b))));
        return readings;
    }

    /** Runs the head's graph, by far the most expensive part, only once for the whole score and the head's. */
    @Override
    public Map<String, double[]> compareAll(List<Code> a, List<Code> b) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        double[] whole = compare(a, b);
        double[] cosines = cosines(a, b);
        scores.put(OWN_SCORE, whole);
        scores.put(EMBEDDING, cosines);
        scores.put(HEAD, withoutTerm(whole, cosines));
        return scores;
    }

    /**
     * As {@link Measure#block}. The graph for one query against many broadcasts the query. Older models do not have this
     * graph; for them the graph for pairs runs on the query, repeated, and gives the same scores.
     *
     * @throws InputException if that graph is damaged or changed
     */
    @Override
    public CodeBlock block(List<Code> codes, Side side) {
        return gate.call(() -> {
            requireSide(codes, side);
            return new LearnedBlock(this, headOfMany(), codes, side);
        });
    }

    private synchronized HeadOfMany headOfMany() {
        HeadOfMany found = headOfMany;
        if (found == null) {
            found = HeadOfMany.open(card, file -> verified(files, card, file), files.name());
            headOfMany = found;
        }
        return found;
    }

    void requireSide(List<Code> codes, Side side) {
        origins.require(codes, side);
    }

    /** Runs some work for a block and keeps the model open meanwhile. */
    <T> T whileOpen(Supplier<T> work) {
        return gate.call(work);
    }

    double[] withoutTerm(double[] scores, double[] cosines) {
        double[] heads = new double[scores.length];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = scores[i] - term(cosines[i]);
        }
        return heads;
    }

    private double term(double cosine) {
        return card.term().scale() * cosine + card.term().offset();
    }

    private double[] cosines(List<Code> a, List<Code> b) {
        origins.require(a, b);
        double[] cosines = new double[a.size()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = a.get(i).cosine(b.get(i));
        }
        return cosines;
    }

    @Override
    public void close() {
        gate.close(() -> {
            try (OnnxSession ofA = encoder(Side.A);
                    OnnxSession ofB = encoder(Side.B) == ofA ? null : encoder(Side.B);
                    OnnxSession ofPairs = head;
                    HeadOfMany last = headOfMany;
                    BatchEncoding more = batches) {
                idlePairs.forEach(PairRun::close);
                // closes all of them, even if one fails
            }
            ModelLog.closed(identity());
        });
    }
}
