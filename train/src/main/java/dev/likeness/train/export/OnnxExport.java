package dev.likeness.train.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.likeness.measure.Side;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Network.Encoded;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a trained network as two ONNX graphs: one that runs once for each picture, and one for each pair. */
public final class OnnxExport {
    private static final int BATCH = OnnxGraph.BATCH;

    private final Network network;
    private final Map<String, float[]> weights;

    /** @param weights the numbers of the parameters, by name */
    public OnnxExport(Network network, Map<String, float[]> weights) {
        this.network = network;
        this.weights = weights;
    }

    /**
     * The shapes of the values that the encoder passes to the head.
     *
     * @param embedding D
     * @param prepared K, h and w
     */
    public record Shapes(int embedding, List<Integer> prepared) {}

    /**
     * The encoder of one side: {@code pixels} uint8 {@code [N,H,W,c]} to {@code embedding} {@code [N,D]} and {@code prepared}
     * {@code [N,K,h,w]}. The graph contains all preprocessing after resizing.
     */
    public byte[] encoder(PictureShape input, Side side) {
        OnnxGraph graph = new OnnxGraph("encoder");
        Encoded<OnnxFeatures> encoded = encode(graph, input, side);
        OnnxFeatures embedding = encoded.embedding();
        OnnxFeatures prepared = encoded.prepared();
        graph.output("embedding", embedding.name(), embedding.channels());
        graph.output("prepared", prepared.name(), prepared.channels(), prepared.height(), prepared.width());
        return graph.toBytes();
    }

    /** The shapes between the two graphs for pictures of this size. */
    public Shapes shapes(PictureShape input) {
        Encoded<OnnxFeatures> encoded = encode(new OnnxGraph("shapes"), input, Side.A);
        return new Shapes(
                encoded.embedding().channels(),
                List.of(
                        encoded.prepared().channels(),
                        encoded.prepared().height(),
                        encoded.prepared().width()));
    }

    private Encoded<OnnxFeatures> encode(OnnxGraph graph, PictureShape input, Side side) {
        String bytes = graph.input(
                "pixels",
                TensorProto.DataType.UINT8,
                BATCH,
                input.height(),
                input.width(),
                input.channels()); // [N,H,W,c]
        String floats = graph.node("Cast", List.of(bytes), OnnxGraph.number("to", TensorProto.DataType.FLOAT_VALUE));
        String planes = graph.node("Transpose", List.of(floats), OnnxGraph.numbers("perm", 0, 3, 1, 2)); // [N,c,H,W]
        OnnxFeatures.Trace trace = new OnnxFeatures.Trace(graph, weights);
        OnnxFeatures pixels = new OnnxFeatures(trace, planes, input.channels(), input.height(), input.width());
        return network.encode(pixels, side);
    }

    /**
     * The head: {@code embedding_a}, {@code prepared_a}, {@code embedding_b}, {@code prepared_b} to {@code map}
     * {@code [N,P,h,w]}, P 1 or 2, and {@code score} {@code [N]}, its mean.
     *
     * @param s the weight of the embeddings' cosine against the head's score
     * @param t the constant that is added to every cell
     */
    public byte[] head(Shapes shapes, double s, double t) {
        OnnxGraph graph = new OnnxGraph("head");
        OnnxFeatures.Trace trace = new OnnxFeatures.Trace(graph, weights);
        OnnxFeatures map = network.map(side(trace, shapes, "a", BATCH), side(trace, shapes, "b", BATCH), s, t);
        graph.output("map", map.name(), map.channels(), map.height(), map.width());
        graph.output("score", Network.score(map).name());
        return graph.toBytes();
    }

    /**
     * The head for one query against N pictures.
     *
     * @param block {@code prepared_b} of N pictures to what depends on them alone, computed once whatever the number of queries; null
     *     if there is nothing
     * @param query {@code prepared_a} of one picture to {@code point [R,1]}, {@code weights [R,1]} and {@code start [1,1]}, if the scores
     *     depend on {@code distances [1,N] = start + sum_r weights_r |terms_rn - point_r|}, where {@code terms [R,N]} are an output of
     *     {@code block}; else null
     * @param scores {@code embedding_a}, {@code prepared_a} of the query, with a batch of 1, and {@code embedding_b} of N pictures
     *     with the outputs of {@code block} (or {@code prepared_b} if there is none), to {@code score} {@code [N]}; with {@code query},
     *     {@code distances} in place of {@code prepared_a} and {@code terms}
     */
    @SuppressWarnings("ArrayRecordComponent") // written to files, never compared
    public record HeadOfMany(byte @Nullable [] block, byte @Nullable [] query, byte[] scores) {}

    /** As {@link #head} for one query against N pictures: the scores are the same up to rounding. */
    public HeadOfMany headOfMany(Shapes shapes, double s, double t) {
        OnnxGraph graph = new OnnxGraph("head_of_many");
        OnnxFeatures.Trace trace = new OnnxFeatures.Trace(graph, weights);
        OnnxFeatures map = network.mapOfMany(side(trace, shapes, "a", 1), side(trace, shapes, "b", BATCH), s, t);
        graph.output("score", Network.score(map).name());
        return new HeadOfMany(
                graph.keeps() ? graph.ofBlock("head_of_block") : null,
                graph.hasDistances() ? graph.ofQuery("head_of_query") : null,
                graph.rest());
    }

    private static Encoded<OnnxFeatures> side(OnnxFeatures.Trace trace, Shapes shapes, String side, int batch) {
        int k = shapes.prepared().get(0);
        int h = shapes.prepared().get(1);
        int w = shapes.prepared().get(2);
        OnnxGraph graph = trace.graph();
        String embedding = graph.input("embedding_" + side, TensorProto.DataType.FLOAT, batch, shapes.embedding());
        String prepared = graph.input("prepared_" + side, TensorProto.DataType.FLOAT, batch, k, h, w);
        return new Encoded<>(
                new OnnxFeatures(trace, embedding, shapes.embedding(), 1, 1),
                new OnnxFeatures(trace, prepared, k, h, w));
    }
}
