package dev.likeness.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.likeness.error.InputException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One ONNX graph in ONNX Runtime: named arrays in, named arrays of floats out. Thread-safe. */
final class OnnxSession implements AutoCloseable {
    /** An array that goes in. */
    sealed interface Input permits Bytes, Floats {}

    @SuppressWarnings("ArrayRecordComponent") // handed straight to native memory
    record Bytes(byte[] values, long[] shape) implements Input {}

    @SuppressWarnings("ArrayRecordComponent") // handed straight to native memory
    record Floats(float[] values, long[] shape) implements Input {}

    /** The arrays that came out, by name. */
    record Outputs(Map<String, Floats> arrays) {
        float[] get(String name) {
            return array(name).values();
        }

        /** An array with its shape. */
        Floats array(String name) {
            Floats array = arrays.get(name);
            if (array == null) {
                throw new IllegalArgumentException("no output '" + name + "' among " + arrays.keySet());
            }
            return array;
        }
    }

    private final OrtSession session;
    private final String what;

    /**
     * Loads a graph.
     *
     * @param what names the graph in errors
     * @param outputs that the graph must have
     * @throws InputException if it cannot be loaded, or lacks an output
     */
    OnnxSession(byte[] graph, String what, Set<String> outputs) {
        this.what = what;
        CommandLineLength.require();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false); // in part: see docs/decisions/0008-start-up.md
            session = environment.createSession(graph, options);
        } catch (OrtException e) {
            throw new InputException(what + ": ONNX Runtime cannot load it (" + e.getMessage() + ")", e);
        }
        if (!session.getOutputNames().containsAll(outputs)) {
            Set<String> found = session.getOutputNames();
            close();
            throw new InputException(what + ": has the outputs " + found + " and needs " + outputs
                    + "; it is no graph of a likeness model");
        }
    }

    Outputs run(Map<String, ? extends Input> inputs) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, ? extends Input> entry : inputs.entrySet()) {
                tensors.put(entry.getKey(), tensor(entry.getValue()));
            }
            Map<String, Floats> outputs = new LinkedHashMap<>();
            try (OrtSession.Result result = session.run(tensors)) {
                for (Map.Entry<String, ai.onnxruntime.OnnxValue> entry : result) {
                    OnnxTensor tensor = (OnnxTensor) entry.getValue();
                    FloatBuffer buffer = tensor.getFloatBuffer();
                    float[] values = new float[buffer.remaining()];
                    buffer.get(values);
                    outputs.put(
                            entry.getKey(), new Floats(values, tensor.getInfo().getShape()));
                }
            }
            return new Outputs(outputs);
        } catch (OrtException e) {
            throw new IllegalStateException(what + ": ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(Input input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (input instanceof Bytes bytes) {
            return OnnxTensor.createTensor(
                    environment, ByteBuffer.wrap(bytes.values()), bytes.shape(), OnnxJavaType.UINT8);
        }
        Floats floats = (Floats) input;
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.values()), floats.shape());
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(what + ": ONNX Runtime could not close it: " + e.getMessage(), e);
        }
    }
}
