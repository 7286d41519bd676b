package dev.likeness.train.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Builds an ONNX graph, node by node. Names are numbered, so the same network gives the same bytes. */
final class OnnxGraph {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8; // the one released with opset 17

    private final GraphProto.Builder graph;
    private final Set<String> constants = new HashSet<>();
    private final Set<String> singles = new HashSet<>(); // values whose batch is 1
    private final Map<String, ValueInfoProto> kept = new LinkedHashMap<>(); // outputs of the graph for the block
    private final Map<String, ValueInfoProto> ofQuery = new LinkedHashMap<>(); // outputs of the graph for the query
    private final Map<String, ValueInfoProto> given = new LinkedHashMap<>(); // inputs of the rest
    private int count;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** Adds a node with one output, and returns the name of the output. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String name = operator.toLowerCase(java.util.Locale.ROOT) + "_" + ++count;
        if (inputs.stream().anyMatch(singles::contains)
                && inputs.stream().allMatch(input -> singles.contains(input) || constants.contains(input))) {
            singles.add(name);
        }
        graph.addNode(NodeProto.newBuilder()
                .setName(name)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(name)
                .addAllAttribute(List.of(attributes)));
        return name;
    }

    /** The first dimension of arrays of any number of pictures or pairs. */
    static final int BATCH = 0;

    /** An input of the graph; {@code shape} begins with {@link #BATCH} or a fixed number. */
    String input(String name, TensorProto.DataType type, int... shape) {
        graph.addInput(value(name, type, shape));
        if (shape[0] == 1) {
            singles.add(name);
        }
        return name;
    }

    /** Whether a value comes from inputs with a batch of 1 alone. */
    boolean isSingle(String name) {
        return singles.contains(name);
    }

    /** Makes a value an output of the graph under another name. */
    void output(String name, String value, int... shape) {
        identity(name, value);
        graph.addOutput(value(name, TensorProto.DataType.FLOAT, withBatch(shape)));
    }

    static int[] withBatch(int... shape) {
        int[] all = new int[shape.length + 1];
        all[0] = BATCH;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return all;
    }

    /**
     * Marks a value that is computed from the many pictures alone: {@link #ofBlock} computes it once for a block of them, and {@link
     * #rest} takes it as an input.
     *
     * @param shape one dimension is {@link #BATCH}
     * @return its name from now on
     */
    String keep(String value, int... shape) {
        String name = "kept_" + (kept.size() + 1);
        given.put(name, mark(kept, name, value, shape));
        return name;
    }

    /**
     * Marks the distances of one point to many, {@code start + sum_r weights_r |terms_rn - point_r|}. The program computes them, as ONNX
     * has no operation for it: from outputs of {@link #ofBlock} and {@link #ofQuery}, and for {@link #rest}. At most once in a graph.
     *
     * @param terms {@code [R,N]}, computed from the many pictures alone
     * @param point {@code [R,1]}, computed from the query alone, as are weights {@code [R,1]} and start {@code [1,1]}
     * @return the name of the distances, {@code [1,N]}
     */
    String distances(String terms, String point, String weights, String start, int numbers) {
        if (hasDistances()) {
            throw new IllegalStateException("a graph has distances once");
        }
        mark(kept, "terms", terms, numbers, BATCH);
        mark(ofQuery, "point", point, numbers, 1);
        mark(ofQuery, "weights", weights, numbers, 1);
        mark(ofQuery, "start", start, 1, 1);
        given.put("distances", value("distances", TensorProto.DataType.FLOAT, 1, BATCH));
        return "distances";
    }

    private ValueInfoProto mark(Map<String, ValueInfoProto> outputs, String name, String value, int... shape) {
        identity(name, value);
        ValueInfoProto marked = value(name, TensorProto.DataType.FLOAT, shape);
        outputs.put(name, marked);
        return marked;
    }

    private void identity(String name, String value) {
        graph.addNode(NodeProto.newBuilder()
                .setName(name)
                .setOpType("Identity")
                .addInput(value)
                .addOutput(name));
    }

    /** Whether anything is computed from the many pictures alone. */
    boolean keeps() {
        return !kept.isEmpty();
    }

    /** Whether the program computes distances. */
    boolean hasDistances() {
        return !ofQuery.isEmpty();
    }

    /** The part of the graph that computes from the many pictures alone. */
    byte[] ofBlock(String name) {
        return part(name, List.copyOf(kept.values()), Map.of());
    }

    /** The part of the graph that computes the point of the query. */
    byte[] ofQuery(String name) {
        return part(name, List.copyOf(ofQuery.values()), Map.of());
    }

    /** The part of the graph that computes the outputs from what the other parts computed, and from inputs. */
    byte[] rest() {
        return part(graph.getName(), graph.getOutputList(), given);
    }

    /** The nodes and constants that outputs need, if some values are given. */
    private byte[] part(String name, List<ValueInfoProto> outputs, Map<String, ValueInfoProto> given) {
        GraphProto.Builder part = GraphProto.newBuilder().setName(name).addAllOutput(outputs);
        Set<String> needed = new HashSet<>();
        outputs.forEach(output -> needed.add(output.getName()));
        List<NodeProto> nodes = new ArrayList<>();
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (needed.contains(node.getOutput(0)) && !given.containsKey(node.getOutput(0))) {
                nodes.add(0, node);
                needed.addAll(node.getInputList());
            }
        }
        Stream.concat(graph.getInputList().stream(), given.values().stream())
                .filter(input -> needed.contains(input.getName()))
                .forEach(part::addInput);
        graph.getInitializerList().stream()
                .filter(constant -> needed.contains(constant.getName()))
                .forEach(part::addInitializer);
        return bytes(part.addAllNode(nodes));
    }

    /** A constant array. An array of the same name is stored once. */
    String floats(String name, float[] values, long... shape) {
        if (constants.add(name)) {
            ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            raw.asFloatBuffer().put(values);
            graph.addInitializer(constant(name, TensorProto.DataType.FLOAT, raw, shape));
        }
        return name;
    }

    String longs(String name, long... values) {
        if (constants.add(name)) {
            ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            raw.asLongBuffer().put(values);
            graph.addInitializer(constant(name, TensorProto.DataType.INT64, raw, values.length));
        }
        return name;
    }

    /** A constant shape, for a reshape or for padding. */
    String shape(long... values) {
        StringBuilder name = new StringBuilder("shape");
        for (long value : values) {
            name.append('_').append(value);
        }
        return longs(name.toString(), values);
    }

    byte[] toBytes() {
        return bytes(graph);
    }

    private static byte[] bytes(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("likeness")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto numbers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static TensorProto constant(String name, TensorProto.DataType type, ByteBuffer raw, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        return tensor.setRawData(ByteString.copyFrom(raw.array())).build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, int... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int dimension : shape) {
            TensorShapeProto.Dimension.Builder one = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(dimension == BATCH ? one.setDimParam("N") : one.setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}
