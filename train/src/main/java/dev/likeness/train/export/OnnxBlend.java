package dev.likeness.train.export;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Norm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The convolution over {@code |a - b|}, {@code a b} and {@code a + b} of one picture and each of N, with the N pictures along the last
 * axis. The convolution of the sum is the sum of two, so that of the many is computed once for a block of them. The other two thirds
 * are one matrix product for all cells and pictures: its columns are the cells with their neighbours in the same row, and its rows the
 * output channels for each row of the kernel, which are added up afterwards.
 */
final class OnnxBlend {
    private final OnnxGraph graph;
    private final Conv conv;
    private final int channels; // C
    private final int rows; //     h
    private final int columns; //  w
    private final int kernel; //   k
    private final String key;

    private OnnxBlend(OnnxFeatures one, Conv conv) {
        this.graph = one.trace().graph();
        this.conv = conv;
        this.channels = one.channels();
        this.rows = one.height();
        this.columns = one.width();
        this.kernel = conv.kernel();
        this.key = conv.weight().name();
    }

    /** The operation of {@link OnnxFeatures#meanScoreOfBlended}. */
    static OnnxFeatures score(OnnxFeatures one, OnnxFeatures many, Conv conv, Norm norm, Conv score) {
        OnnxBlend of = new OnnxBlend(one, conv);
        OnnxGraph graph = of.graph;
        OnnxFeatures.Trace trace = one.trace();
        int c = of.channels;
        OnnxFeatures.Folded folded = trace.folded(norm);
        float[] kernel = of.folded(trace.numbers(conv.weight()), folded.factors()); //          [C,3C,k,k]
        float[] offsets = new float[c];
        for (int o = 0; o < c; o++) {
            offsets[o] = (float) folded.offsets()[o];
        }
        String sums = of.part(kernel, 2 * c);
        String offset = graph.floats(of.key + "_offsets", offsets, c);
        String ofCells = graph.keep(of.withZeros(many.cellsLast()), of.numbers() + 1, OnnxGraph.BATCH);
        String ofSums = graph.keep(of.conv(many, sums, offset).cellsLast(), of.numbers(), OnnxGraph.BATCH);

        String own = of.withZeros(one.cellsLast()); //                                            [C*P+1,1]
        String difference = graph.node("Abs", List.of(graph.node("Sub", List.of(own, ofCells))));
        String product = graph.node("Mul", List.of(own, ofCells));
        String both = graph.node("Concat", List.of(difference, product), OnnxGraph.number("axis", 0)); // [2(C*P+1),N]
        String columns = of.gather(both, of.key + "_columns", of.columns());
        String joined = graph.node("Reshape", List.of(columns, of.longs(2L * of.kernel * c, -1))); // [k*2C,(P+1)*N]
        String products = graph.node("MatMul", List.of(of.matrix(kernel), joined)); //            [k*C,(P+1)*N]
        String apart = graph.node("Reshape", List.of(products, of.longs((of.cells() + 1L) * of.kernel * c, -1)));
        String total = ofSums; //                                                                 [C*P,N]
        for (int row = 0; row < of.kernel; row++) {
            total = graph.node("Add", List.of(total, of.gather(apart, of.key + "_row_" + row, of.row(row))));
        }
        float[] means = new float[of.numbers()];
        for (int o = 0; o < c; o++) {
            Arrays.fill(means, o * of.cells(), (o + 1) * of.cells(), trace.numbers(score.weight())[o] / of.cells());
        }
        String key = score.weight().name() + "_means";
        String weights = graph.floats(key, means, 1, means.length);
        return one.meanScoreOfSum(total, of.conv(one, sums).cellsLast(), weights, score);
    }

    private int numbers() {
        return channels * cells();
    }

    private int cells() {
        return rows * columns;
    }

    /** The kernel with the factors of the norm that follows. */
    private float[] folded(float[] weights, double[] factors) {
        float[] folded = weights.clone();
        int each = weights.length / channels;
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (float) (folded[i] * factors[i / each]);
        }
        return folded;
    }

    /** The weight from an input of the kernel to an output. */
    private float weight(float[] weights, int output, int input, int row, int column) {
        return weights[((output * 3 * channels + input) * kernel + row) * kernel + column];
    }

    /** The kernel of C inputs, beginning with input {@code from}: {@code [C,C,k,k]}. */
    private String part(float[] weights, int from) {
        int each = channels * kernel * kernel;
        float[] part = new float[channels * each];
        for (int o = 0; o < channels; o++) {
            System.arraycopy(weights, (o * 3 * channels + from) * kernel * kernel, part, o * each, each);
        }
        return graph.floats(key + "_of_sums", part, channels, channels, kernel, kernel);
    }

    private OnnxFeatures conv(OnnxFeatures map, String... weightsAndBias) {
        List<String> inputs =
                Stream.concat(Stream.of(map.name()), Stream.of(weightsAndBias)).toList();
        int padding = conv.padding();
        String name = graph.node(
                "Conv",
                inputs,
                OnnxGraph.numbers("kernel_shape", kernel, kernel),
                OnnxGraph.numbers("pads", padding, padding, padding, padding));
        return new OnnxFeatures(map.trace(), name, channels, rows, columns);
    }

    /** With one more row, of zeros, which stands for everything outside a map. */
    private String withZeros(String cells) {
        return graph.node("Pad", List.of(cells, longs(0, 0, 1, 0)));
    }

    /** The weights for the differences and products of the neighbours in a row, for each row of the kernel: {@code [k*C,k*2C]}. */
    private String matrix(float[] weights) {
        float[] matrix = new float[2 * kernel * kernel * channels * channels];
        int at = 0;
        for (int row = 0; row < kernel; row++) {
            for (int output = 0; output < channels; output++) {
                for (int column = 0; column < kernel; column++) {
                    for (int input = 0; input < 2 * channels; input++) {
                        matrix[at++] = weight(weights, output, input, row, column);
                    }
                }
            }
        }
        return graph.floats(key + "_matrix", matrix, (long) kernel * channels, 2L * kernel * channels);
    }

    /** For each neighbour in a row and each of its differences and products, where it is, for all cells and one that is zero. */
    private long[] columns() {
        int numbers = numbers();
        long[] indices = new long[kernel * 2 * channels * (cells() + 1)];
        int at = 0;
        for (int column = 0; column < kernel; column++) {
            for (int input = 0; input < 2 * channels; input++) {
                int begin = input < channels ? 0 : numbers + 1;
                for (int cell = 0; cell < cells(); cell++) {
                    int x = cell % columns + column - conv.padding();
                    boolean inside = x >= 0 && x < columns;
                    int neighbour = cell - cell % columns + x;
                    indices[at++] = begin + (inside ? input % channels * cells() + neighbour : numbers);
                }
                indices[at++] = begin + numbers;
            }
        }
        return indices;
    }

    /** Where the products of a row of the kernel are, for each output and cell. */
    private long[] row(int row) {
        long[] indices = new long[numbers()];
        for (int i = 0; i < indices.length; i++) {
            int cell = i % cells() + (row - conv.padding()) * columns;
            boolean inside = cell >= 0 && cell < cells();
            indices[i] = (row * channels + i / cells()) * (cells() + 1L) + (inside ? cell : cells());
        }
        return indices;
    }

    private String gather(String value, String name, long[] indices) {
        return graph.node("Gather", List.of(value, graph.longs(name, indices)), OnnxGraph.number("axis", 0));
    }

    private String longs(long... values) {
        String name = LongStream.of(values).mapToObj(Long::toString).reduce("shape", (all, value) -> all + "_" + value);
        return graph.longs(name, values);
    }
}
