package dev.likeness.train.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.likeness.train.network.Features;
import java.nio.FloatBuffer;
import java.util.Map;

/** For tests of other packages: a part of a network, exported as one ONNX graph and run by ONNX Runtime. */
public final class ExportedPart implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final OnnxFeatures promised;

    /** The part of a network to export. */
    public interface Part {
        <F extends Features<F>> F apply(F x);
    }

    /** @param shape the shape of the input: c, H and W */
    public ExportedPart(Part part, Map<String, float[]> weights, int... shape) throws OrtException {
        OnnxGraph graph = new OnnxGraph("part");
        String in = graph.input("in", TensorProto.DataType.FLOAT, OnnxGraph.withBatch(shape));
        OnnxFeatures.Trace trace = new OnnxFeatures.Trace(graph, weights);
        promised = part.apply(new OnnxFeatures(trace, in, shape[0], shape[1], shape[2]));
        graph.output("out", promised.name(), promised.channels(), promised.height(), promised.width());
        session = environment.createSession(graph.toBytes());
    }

    /** The shape of the output for one picture that the export computes, before the graph runs: C, h and w. */
    public long[] promisedShape() {
        return new long[] {promised.channels(), promised.height(), promised.width()};
    }

    /** {@code [N,c,H,W] -> [N,C,h,w]}. */
    public Output run(float[] values, long... shape) throws OrtException {
        try (OnnxTensor in = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of("in", in))) {
            OnnxTensor out = (OnnxTensor) result.get(0);
            return new Output(out.getInfo().getShape(), out.getFloatBuffer().array());
        }
    }

    /** The output of the graph. */
    @SuppressWarnings("ArrayRecordComponent") // tests compare the numbers
    public record Output(long[] shape, float[] values) {}

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
