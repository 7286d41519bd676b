package dev.likeness.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One ONNX graph in ONNX Runtime, with named arrays as input and named float arrays as output. Thread-safe, except for
 * {@link #close}: ONNX Runtime crashes if a session is closed while it runs.
 */
final class OnnxSession implements AutoCloseable {
    /** An input array. */
    sealed interface Input permits Bytes, Floats, Direct {}

    @SuppressWarnings("ArrayRecordComponent") // handed straight to native memory
    record Bytes(byte[] values, long[] shape) implements Input {}

    @SuppressWarnings("ArrayRecordComponent") // handed straight to native memory
    record Floats(float[] values, long[] shape) implements Input {}

    /** An array in native memory that graphs read in place, as often as needed. */
    static final class Direct implements Input, AutoCloseable {
        private final OnnxTensor tensor;

        /** @param values a direct buffer of native byte order; it must not change while a graph uses it */
        Direct(FloatBuffer values, long... shape) {
            try {
                tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
            } catch (OrtException e) {
                throw unusable(e, shape);
            }
        }

        /** @param values a direct buffer of unsigned bytes; it must not change while a graph uses it */
        Direct(ByteBuffer values, long... shape) {
            try {
                tensor = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), values.clear(), shape, OnnxJavaType.UINT8);
            } catch (OrtException e) {
                throw unusable(e, shape);
            }
        }

        private static IllegalArgumentException unusable(OrtException e, long[] shape) {
            return new IllegalArgumentException(
                    "ONNX Runtime cannot use an array of shape " + Arrays.toString(shape), e);
        }

        /** A buffer for {@code count} numbers in native memory. */
        static FloatBuffer buffer(int count) {
            return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        @Override
        public void close() {
            tensor.close();
        }
    }

    /** The output arrays, by name. */
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

    /** Loads the native library. */
    static void loadRuntime() {
        OrtEnvironment.getEnvironment();
    }

    /** A dimension of any size, such as the batch. */
    static final long ANY = -1;

    /**
     * The arrays that a graph must have, each with its name and shape. It must have exactly these inputs; it may have more
     * outputs.
     */
    record Signature(Map<String, Port> inputs, Map<String, Port> outputs) {}

    /** The type and shape of an input or output. */
    record Port(OnnxJavaType type, List<Long> shape) {
        static Port bytes(long... shape) {
            return new Port(OnnxJavaType.UINT8, Arrays.stream(shape).boxed().toList());
        }

        static Port floats(long... shape) {
            return new Port(OnnxJavaType.FLOAT, Arrays.stream(shape).boxed().toList());
        }

        @Override
        public String toString() {
            return type + shape.toString();
        }

        private boolean admits(NodeInfo info) {
            if (!(info.getInfo() instanceof TensorInfo tensor)
                    || tensor.type != type
                    || tensor.getShape().length != shape.size()) {
                return false;
            }
            for (int i = 0; i < shape.size(); i++) {
                if (shape.get(i) != ANY && tensor.getShape()[i] != shape.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final OrtSession session;
    private final String what;
    private final Map<String, Port> outputs;

    /**
     * Loads a graph.
     *
     * @param what names the graph in errors
     * @throws InputException if the graph is damaged, contains anything that likeness never writes, or has other inputs or
     *     outputs
     */
    OnnxSession(byte[] graph, String what, Signature signature) {
        this(graph, what, signature, options -> {});
    }

    /**
     * As the other constructor; every run of the graph takes one thread only: for callers that run it in several, and for small
     * graphs. Threads of a session wait for its next run by spinning, and take the processors from another session's.
     */
    static OnnxSession ofOneThread(byte[] graph, String what, Signature signature) {
        return new OnnxSession(graph, what, signature, options -> options.setIntraOpNumThreads(1));
    }

    /** As the other constructor; its threads wait without spinning: for a process that ends after a few runs. */
    static OnnxSession ofFewRuns(byte[] graph, String what, Signature signature) {
        return new OnnxSession(
                graph, what, signature, options -> options.addConfigEntry("session.intra_op.allow_spinning", "0"));
    }

    private interface Settings {
        void apply(OrtSession.SessionOptions options) throws OrtException;
    }

    private OnnxSession(byte[] graph, String what, Signature signature, Settings settings) {
        this.what = what;
        OnnxContents.require(graph, what);
        CommandLineLength.require();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            settings.apply(options);
            environment.setTelemetry(false); // not everything can be turned off: see docs/decisions/0008-start-up.md
            session = environment.createSession(graph, options);
        } catch (OrtException e) {
            throw new InputException(
                    what + ": ONNX Runtime cannot load it (" + e.getMessage() + "); copy or train the model again", e);
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw notStarted(e);
        }
        try {
            require("inputs", session.getInputInfo(), signature.inputs);
            Map<String, NodeInfo> given = new LinkedHashMap<>(session.getOutputInfo());
            given.keySet().retainAll(signature.outputs.keySet());
            require("outputs", given, signature.outputs);
            outputs = ports(session.getOutputInfo());
        } catch (OrtException e) {
            close();
            throw new InputException(what + ": ONNX Runtime cannot describe it (" + e.getMessage() + ")", e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** On start-up, ONNX Runtime always creates a folder for temporary files, even if it needs none. */
    private static RuntimeException notStarted(LinkageError e) {
        String folder = System.getProperty("java.io.tmpdir", "");
        if (Files.isWritable(Path.of(folder))) {
            throw e;
        }
        return new InputException(
                "the folder for temporary files, " + folder
                        + ", is not writable, and ONNX Runtime cannot start without one",
                new Remedy(Remedy.Action.SET_TEMPORARY_FOLDER),
                e);
    }

    private void require(String which, Map<String, NodeInfo> found, Map<String, Port> wanted) {
        boolean fits = found.keySet().equals(wanted.keySet());
        for (Map.Entry<String, Port> port : wanted.entrySet()) {
            NodeInfo info = found.get(port.getKey());
            fits = fits && info != null && port.getValue().admits(info);
        }
        if (!fits) {
            throw new InputException(what + ": its " + which + " are " + described(found)
                    + ", and its model.json needs "
                    + new TreeMap<>(wanted) + " (" + ANY + " stands for any size); the files do not belong together:"
                    + " copy or train the model again");
        }
    }

    private static Map<String, Port> ports(Map<String, NodeInfo> found) {
        Map<String, Port> ports = new LinkedHashMap<>();
        found.forEach((name, info) -> {
            if (info.getInfo() instanceof TensorInfo tensor) {
                ports.put(
                        name,
                        new Port(
                                tensor.type,
                                Arrays.stream(tensor.getShape()).boxed().toList()));
            }
        });
        return ports;
    }

    private static String described(Map<String, NodeInfo> found) {
        Map<String, String> ports = new TreeMap<>();
        found.forEach((name, info) -> ports.put(
                name,
                info.getInfo() instanceof TensorInfo tensor
                        ? tensor.type + Arrays.toString(tensor.getShape())
                        : "not an array"));
        return ports.toString();
    }

    Outputs run(Map<String, ? extends Input> inputs) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        List<OnnxTensor> own = new ArrayList<>();
        try {
            for (Map.Entry<String, ? extends Input> entry : inputs.entrySet()) {
                if (entry.getValue() instanceof Direct direct) {
                    tensors.put(entry.getKey(), direct.tensor);
                } else {
                    OnnxTensor tensor = tensor(entry.getValue());
                    own.add(tensor);
                    tensors.put(entry.getKey(), tensor);
                }
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
            throw failed(e);
        } finally {
            own.forEach(OnnxTensor::close);
        }
    }

    /** The type and shape of each output, of those that are arrays. */
    Map<String, Port> outputs() {
        return outputs;
    }

    /** Runs the graph on arrays in native memory, and writes the outputs that are named to others. */
    void run(Map<String, Direct> inputs, Map<String, Direct> outputs) {
        try (OrtSession.Result result = session.run(tensors(inputs), tensors(outputs))) {
            if (result.size() != outputs.size()) {
                throw new IllegalStateException(what + ": " + result.size() + " outputs instead of " + outputs.size());
            }
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static Map<String, OnnxTensor> tensors(Map<String, Direct> arrays) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        arrays.forEach((name, array) -> tensors.put(name, array.tensor));
        return tensors;
    }

    private InputException failed(OrtException e) {
        return new InputException(
                what + ": ONNX Runtime cannot run it (" + e.getMessage() + "); copy or train the model again", e);
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
