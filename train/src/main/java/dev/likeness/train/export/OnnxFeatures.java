package dev.likeness.train.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Linear;
import dev.likeness.train.network.Neighbours;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.PowerMean;
import dev.likeness.train.network.Scale;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Features that write an ONNX graph: each operation adds nodes to it.
 *
 * @param trace the graph, and the numbers of its layers
 * @param name of the value in the graph
 * @param channels C, or D of a vector
 * @param height h; 1 for a vector
 * @param width w; 1 for a vector
 */
record OnnxFeatures(Trace trace, String name, int channels, int height, int width) implements Features<OnnxFeatures> {
    /** The state that all features of one graph share. */
    record Trace(OnnxGraph graph, Map<String, float[]> weights) {
        String parameter(Parameter parameter) {
            return graph.floats(parameter.name(), numbers(parameter), parameter.dimensions());
        }

        float[] numbers(Parameter parameter) {
            float[] numbers = weights.get(parameter.name());
            if (numbers == null) {
                throw new IllegalArgumentException("no numbers for " + parameter);
            }
            return numbers;
        }

        String number(double value) {
            return graph.floats("number_" + (float) value, new float[] {(float) value});
        }

        /** A norm in use. */
        Folded folded(Norm norm) {
            float[] gains = numbers(norm.gain());
            double[] factors = new double[gains.length];
            double[] offsets = new double[gains.length];
            for (int c = 0; c < gains.length; c++) {
                factors[c] = gains[c] / Math.sqrt(numbers(norm.variance())[c] + Norm.EPSILON);
                offsets[c] = numbers(norm.shift())[c] - factors[c] * numbers(norm.mean())[c];
            }
            return new Folded(factors, offsets);
        }
    }

    /** A norm as {@code factor x + offset} for each channel. */
    @SuppressWarnings("ArrayRecordComponent") // used for one graph, never compared
    record Folded(double[] factors, double[] offsets) {}

    private OnnxFeatures same(String operator, String... inputs) {
        return shaped(operator, List.of(inputs), channels, height, width);
    }

    private OnnxFeatures shaped(
            String operator, List<String> inputs, int c, int h, int w, AttributeProto... attributes) {
        return new OnnxFeatures(trace, trace.graph.node(operator, inputs, attributes), c, h, w);
    }

    @Override
    public OnnxFeatures conv(Conv layer) {
        return conv(layer, new OnnxKernels(trace).of(layer), layer.outputChannels());
    }

    private OnnxFeatures conv(Conv layer, String kernel, int outputs) {
        Parameter bias = layer.bias();
        return shaped(
                "Conv",
                bias == null ? List.of(name, kernel) : List.of(name, kernel, trace.parameter(bias)),
                outputs,
                layer.cellsFrom(height),
                layer.cellsFrom(width),
                OnnxGraph.numbers("kernel_shape", layer.kernel(), layer.kernel()),
                OnnxGraph.numbers("strides", layer.stride(), layer.stride()),
                OnnxGraph.numbers("pads", layer.padding(), layer.padding(), layer.padding(), layer.padding()),
                OnnxGraph.number("group", layer.groups()));
    }

    @Override
    public OnnxFeatures meanConv(OnnxFeatures other, Conv layer) {
        return plus(other).conv(layer, new OnnxKernels(trace).half(layer), layer.outputChannels());
    }

    /** One convolution with the kernels of both halves under each other. */
    @Override
    public OnnxFeatures convHalves(Conv layer) {
        return conv(layer, new OnnxKernels(trace).halves(layer), 2 * layer.outputChannels());
    }

    @Override
    public OnnxFeatures norm(Norm layer) {
        List<String> inputs = List.of(
                name,
                trace.parameter(layer.gain()),
                trace.parameter(layer.shift()),
                trace.parameter(layer.mean()),
                trace.parameter(layer.variance()));
        return shaped("BatchNormalization", inputs, channels, height, width, OnnxGraph.real("epsilon", Norm.EPSILON));
    }

    @Override
    public OnnxFeatures contrast(int window) {
        OnnxFeatures centred = minus(boxMean(window));
        OnnxFeatures variance = centred.times(centred).boxMean(window);
        OnnxFeatures above = variance.same("Add", variance.name, trace.number(CONTRAST_EPSILON));
        OnnxFeatures deviation = above.same("Sqrt", above.name);
        return same("Div", centred.name, deviation.name);
    }

    /** Means over rows, then over columns: a box is separable, also at the border. */
    private OnnxFeatures boxMean(int window) {
        return lineMean(1, window).lineMean(window, 1);
    }

    private OnnxFeatures lineMean(int rows, int columns) {
        return shaped(
                "AveragePool",
                List.of(name),
                channels,
                height,
                width,
                OnnxGraph.numbers("kernel_shape", rows, columns),
                OnnxGraph.numbers("strides", 1, 1),
                OnnxGraph.numbers("pads", rows / 2, columns / 2, rows / 2, columns / 2));
    }

    @Override
    public OnnxFeatures relu() {
        return same("Relu", name);
    }

    /**
     * With the norm {@code f x + o} of each channel, {@code max(0, z) = (z + |z|) / 2} for {@code z = (f x + o) + f y}. So the weighted
     * mean over channels and cells is the sum of a number of each of the many pictures, a number of the query, and a weighted distance
     * between the terms {@code f x + o} and the point {@code -f y}.
     */
    @Override
    public OnnxFeatures meanScore(OnnxFeatures one, Norm norm, Conv score) {
        int each = norm.channels();
        int cells = height * width;
        int numbers = channels * cells;
        Folded folded = trace.folded(norm);
        float[] kernel = trace.numbers(score.weight());
        float[] factors = new float[numbers];
        float[] offsets = new float[numbers];
        float[] halves = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            int of = i / cells % each;
            factors[i] = (float) folded.factors[of];
            offsets[i] = (float) folded.offsets[of];
            halves[i] = (float) (0.5 * kernel[of] * each / numbers);
        }
        OnnxGraph graph = trace.graph;
        String key = norm.gain().name() + "_" + channels + "x" + cells;
        String gains = graph.floats(key + "_factors", factors, numbers, 1);
        String means = graph.floats(key + "_means", halves, 1, numbers);
        String scaled = graph.node("Mul", List.of(cellsLast(), gains));
        String terms =
                graph.node("Add", List.of(scaled, graph.floats(key + "_offsets", offsets, numbers, 1))); // [C*h*w,N]
        String ofMany = graph.keep(graph.node("MatMul", List.of(means, terms)), 1, OnnxGraph.BATCH); //          [1,N]
        String own =
                graph.node("Mul", List.of(one.cellsLast(), gains)); //                                      [C*h*w,1]
        String bias = trace.parameter(Objects.requireNonNull(score.bias(), "a score has a bias")); //            [1]
        String start = graph.node("Add", List.of(graph.node("MatMul", List.of(means, own)), bias)); //           [1,1]
        String weights =
                graph.node("Transpose", List.of(means), OnnxGraph.numbers("perm", 1, 0)); //             [C*h*w,1]
        String distances = graph.distances(terms, graph.node("Neg", List.of(own)), weights, start, numbers); //  [1,N]
        String scores = graph.node("Add", List.of(distances, ofMany));
        String cell = graph.node("Reshape", List.of(scores, graph.longs("one_cell", -1, 1, 1, 1)));
        return new OnnxFeatures(
                trace, cell, 1, 1, 1); //                                                        [N,1,1,1]
    }

    /**
     * The mean of {@code max(0, x + y)}, as {@code max(x, -y) + y}: a sum and a ReLU of the many pictures become one operation.
     *
     * @param many {@code [R,N]}
     * @param own {@code [R,1]}
     * @param means the weights of the mean, {@code [1,R]}
     * @param score whose bias is added
     */
    OnnxFeatures meanScoreOfSum(String many, String own, String means, Conv score) {
        OnnxGraph graph = trace.graph;
        String largest = graph.node("Max", List.of(many, graph.node("Neg", List.of(own))));
        String mean = graph.node("MatMul", List.of(means, largest)); //                                 [1,N]
        String constant = graph.node("MatMul", List.of(means, own)); //                                 [1,1]
        String bias = trace.parameter(Objects.requireNonNull(score.bias(), "a score has a bias")); //   [1]
        String sum = graph.node("Add", List.of(mean, graph.node("Add", List.of(constant, bias))));
        String scores = graph.node("Reshape", List.of(sum, graph.longs("one_cell", -1, 1, 1, 1)));
        return new OnnxFeatures(trace, scores, 1, 1, 1); //                                             [N,1,1,1]
    }

    /** All numbers of a picture in one column: {@code [N,C,h,w] -> [C*h*w,N]}. */
    String cellsLast() {
        OnnxFeatures flat = flatten();
        return trace.graph.node("Transpose", List.of(flat.name), OnnxGraph.numbers("perm", 1, 0));
    }

    @Override
    public OnnxFeatures linear(Linear layer) {
        List<String> inputs = List.of(name, trace.parameter(layer.weight()), trace.parameter(layer.bias()));
        return shaped("Gemm", inputs, layer.outputs(), 1, 1, OnnxGraph.number("transB", 1));
    }

    @Override
    public OnnxFeatures plus(OnnxFeatures other) {
        return same("Add", name, other.name);
    }

    @Override
    public OnnxFeatures minus(OnnxFeatures other) {
        return same("Sub", name, other.name);
    }

    @Override
    public OnnxFeatures times(OnnxFeatures other) {
        return same("Mul", name, other.name);
    }

    @Override
    public OnnxFeatures abs() {
        return same("Abs", name);
    }

    @Override
    public OnnxFeatures scaled(double factor, double offset) {
        OnnxFeatures product = factor == 1 ? this : same("Mul", name, trace.number(factor));
        return offset == 0 ? product : product.same("Add", product.name, trace.number(offset));
    }

    @Override
    public OnnxFeatures concat(OnnxFeatures other) {
        int together = channels + other.channels();
        List<String> inputs = List.of(expanded(other), other.expanded(this));
        return shaped("Concat", inputs, together, height, width, OnnxGraph.number("axis", 1));
    }

    /** The name of this value with the batch of another; ONNX concatenates without broadcasting. */
    private String expanded(OnnxFeatures other) {
        OnnxGraph graph = trace.graph;
        if (!graph.isSingle(name) || graph.isSingle(other.name)) {
            return name;
        }
        String n = graph.node("Shape", List.of(other.name), OnnxGraph.number("start", 0), OnnxGraph.number("end", 1));
        List<String> parts = List.of(n, graph.longs("each_cell", 1, 1, 1));
        String shape = graph.node("Concat", parts, OnnxGraph.number("axis", 0)); // N, 1, 1, 1
        return graph.node("Expand", List.of(name, shape)); //                       [1,C,h,w] -> [N,C,h,w]
    }

    @Override
    public OnnxFeatures channels(int from, int to) {
        OnnxGraph graph = trace.graph;
        String start = graph.longs("index_" + from, from);
        String end = graph.longs("index_" + to, to);
        List<String> inputs = List.of(name, start, end, graph.longs("index_1", 1));
        return shaped("Slice", inputs, to - from, height, width);
    }

    @Override
    public OnnxFeatures pool(int rows, int columns) {
        if (height % rows == 0 && width % columns == 0) {
            return shaped(
                    "AveragePool",
                    List.of(name),
                    channels,
                    rows,
                    columns,
                    OnnxGraph.numbers("kernel_shape", height / rows, width / columns),
                    OnnxGraph.numbers("strides", height / rows, width / columns));
        }
        OnnxGraph graph = trace.graph;
        String flat = graph.node("Reshape", List.of(name, graph.longs("rows_of_cells", 0, 0, -1))); // [N,C,h*w]
        String matrix = graph.floats(
                "pool_" + height + "x" + width + "_" + rows + "x" + columns,
                PoolMatrix.of(height, width, rows, columns),
                (long) height * width,
                (long) rows * columns);
        String means = graph.node("MatMul", List.of(flat, matrix)); // [N,C,rows*columns]
        List<String> inputs = List.of(means, graph.longs("grid_" + rows + "x" + columns, 0, 0, rows, columns));
        return shaped("Reshape", inputs, channels, rows, columns);
    }

    @Override
    public OnnxFeatures powerMean(PowerMean layer) {
        double exponent = Math.exp(trace.numbers(layer.logExponent())[0]) * layer.start();
        int cells = height * width;
        OnnxFeatures positive = same("Max", name, trace.number(PowerMean.FLOOR));
        OnnxFeatures powers = positive.same("Log", positive.name)
                .scaled(exponent, 0)
                .reshaped("cells", channels, 1, cells); //                                        [N,C,1,h*w]
        OnnxFeatures mean = powers.logSumExp(1, 1).scaled(1 / exponent, -Math.log(cells) / exponent);
        return mean.same("Exp", mean.name); //                                                    [N,C,1,1]
    }

    @Override
    public OnnxFeatures maxPool(int kernel, int stride, int padding) {
        return shaped(
                "MaxPool",
                List.of(name),
                channels,
                (height + 2 * padding - kernel) / stride + 1,
                (width + 2 * padding - kernel) / stride + 1,
                OnnxGraph.numbers("kernel_shape", kernel, kernel),
                OnnxGraph.numbers("strides", stride, stride),
                OnnxGraph.numbers("pads", padding, padding, padding, padding));
    }

    @Override
    public OnnxFeatures flatten() {
        return shaped("Flatten", List.of(name), channels * height * width, 1, 1, OnnxGraph.number("axis", 1));
    }

    @Override
    public OnnxFeatures cell() {
        return reshaped("one_cell_each", channels, 1, 1); // [N,D] -> [N,D,1,1]
    }

    /** The same numbers as {@code [N,c,h,w]}. */
    private OnnxFeatures reshaped(String name, int c, int h, int w) {
        String shape = trace.graph.longs(name + "_" + c + "x" + h + "x" + w, 0, c, h, w);
        return shaped("Reshape", List.of(this.name, shape), c, h, w);
    }

    @Override
    public OnnxFeatures unit(int groups) {
        if (groups == 1) {
            return divided(squares(1));
        }
        OnnxFeatures apart = reshaped("groups", groups, channels / groups, height * width); // [N,G,C/G,h*w]
        return apart.divided(apart.squares(2)).reshaped("map", channels, height, width);
    }

    private OnnxFeatures divided(OnnxFeatures squares) {
        OnnxFeatures above = squares.same("Add", squares.name, trace.number(1e-12));
        OnnxFeatures length = above.same("Sqrt", above.name);
        return same("Div", name, length.name);
    }

    /** Sums of squares over one axis, which keeps length 1. */
    private OnnxFeatures squares(int axis) {
        return same("Mul", name, name).sum(axis);
    }

    private OnnxFeatures sum(int axis) { // such as [N,D] -> [N,1]
        List<String> inputs = List.of(name, trace.graph.longs("index_" + axis, axis));
        return shaped(
                "ReduceSum",
                inputs,
                axis == 1 ? 1 : channels,
                axis == 2 ? 1 : height,
                width,
                OnnxGraph.number("keepdims", 1));
    }

    @Override
    public OnnxFeatures dot(OnnxFeatures other) {
        OnnxFeatures sum = times(other).sum(1);
        if (height * width > 1) {
            return sum; // [N,1,h,w]
        }
        List<String> inputs = List.of(sum.name, trace.graph.longs("one_cell", -1, 1, 1, 1));
        return shaped("Reshape", inputs, 1, 1, 1); // [N,1] -> [N,1,1,1]
    }

    @Override
    public OnnxFeatures products(OnnxFeatures other, int groups) {
        int each = channels / groups;
        int cells = height * width;
        OnnxFeatures a = reshaped("groups", groups, each, cells); //                          [N,G,C/G,h*w]
        OnnxFeatures b = other.reshaped("groups", groups, each, other.height * other.width);
        OnnxFeatures rows = a.transposed(); //                                                [N,G,h*w,C/G]
        return rows.shaped("MatMul", List.of(rows.name, b.name), groups, cells, b.width); //  [N,G,h*w,h'*w']
    }

    @Override
    public OnnxFeatures transposed() {
        return shaped("Transpose", List.of(name), channels, width, height, OnnxGraph.numbers("perm", 0, 1, 3, 2));
    }

    @Override
    public OnnxFeatures near(int radius, int rows, int columns) {
        OnnxGraph graph = trace.graph;
        Neighbours neighbours = new Neighbours(radius, rows, columns);
        int k = neighbours.count();
        String key = "near_" + radius + "_" + rows + "x" + columns;
        String flat = graph.node("Reshape", List.of(name, graph.longs("rows_of_cells", 0, 0, -1))); // [N,C,P*P]
        String indices = graph.longs(key, neighbours.indices());
        String chosen = graph.node("Gather", List.of(flat, indices), OnnxGraph.number("axis", 2)); // [N,C,K*P]
        String inside = graph.floats(key + "_inside", neighbours.inside(), neighbours.inside().length);
        String kept = graph.node("Mul", List.of(chosen, inside));
        return new OnnxFeatures(trace, kept, channels, 1, k * rows * columns)
                .reshaped("map", channels * k, rows, columns); //                                  [N,C*K,rows,columns]
    }

    @Override
    public OnnxFeatures logSumExp(int rows, int columns) {
        OnnxFeatures soft = shaped(
                "ReduceLogSumExp",
                List.of(name),
                channels,
                height,
                1,
                OnnxGraph.numbers("axes", 3),
                OnnxGraph.number("keepdims", 1)); //                                               [N,C,P,1]
        return soft.reshaped("map", channels, rows, columns);
    }

    /** A gain up to which {@code exp(gain x)} and sums of them neither overflow nor underflow, if |x| is at most 1. */
    private static final float LARGEST_GAIN = 80;

    /** Without the largest of each row, which ONNX Runtime computes slowly. */
    @Override
    public OnnxFeatures meanSoftMaximum(OnnxFeatures many, Scale gain) {
        return gain(gain) > LARGEST_GAIN
                ? Features.super.meanSoftMaximum(many, gain)
                : OnnxCellProducts.softMaximum(this, many, gain(gain));
    }

    @Override
    public OnnxFeatures meanScoreOfNear(OnnxFeatures many, int groups, int radius, Conv mix, Norm norm, Conv score) {
        return OnnxCellProducts.score(this, many, groups, radius, mix, norm, score);
    }

    @Override
    public OnnxFeatures meanScoreOfBlended(OnnxFeatures many, Conv conv, Norm norm, Conv score) {
        return OnnxBlend.score(this, many, conv, norm, score);
    }

    private float gain(Scale layer) {
        return (float) (Math.exp(trace.numbers(layer.logGain())[0]) * layer.start());
    }

    @Override
    public OnnxFeatures scale(Scale layer) {
        float gain = gain(layer);
        Parameter offset = layer.offset();
        OnnxFeatures moved = offset == null ? this : same("Add", name, trace.parameter(offset));
        return moved.same("Mul", moved.name, trace.graph.floats(layer.logGain().name() + "_gain", new float[] {gain}));
    }

    @Override
    public OnnxFeatures mean() {
        if (channels * height * width == 1) {
            return shaped("Reshape", List.of(name, trace.graph.shape(-1)), 1, 1, 1);
        }
        return shaped(
                "ReduceMean",
                List.of(name),
                1,
                1,
                1,
                OnnxGraph.numbers("axes", 1, 2, 3),
                OnnxGraph.number("keepdims", 0));
    }
}
