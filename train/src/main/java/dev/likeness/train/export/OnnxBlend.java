package dev.likeness.train.export;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Norm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The convolution over {@code |a - b|}, {@code a b} and {@code a + b} of one picture and each of N, with the N pictures along the last
 * axis. The convolution of the sum is the sum of two, so that of the many is computed once for a block of them. The other two thirds
 * are one convolution along the rows of the map, with an output for each column of the kernel; these outputs are moved along the rows
 * and added up.
 */
final class OnnxBlend {
    private final OnnxGraph graph;
    private final Conv conv;
    private final int channels; // C
    private final int rows; //     h
    private final int columns; //  w
    private final int kernel; //   k
    private final String key;
    private final int[] inside; // the columns of the kernel that meet the map, wherever the kernel is

    private OnnxBlend(OnnxFeatures one, Conv conv) {
        this.graph = one.trace().graph();
        this.conv = conv;
        this.channels = one.channels();
        this.rows = one.height();
        this.columns = one.width();
        this.kernel = conv.kernel();
        this.key = conv.weight().name();
        this.inside = IntStream.range(0, kernel)
                .filter(column -> Math.abs(column - conv.padding()) < columns)
                .toArray();
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
        String sums = of.ofSums(kernel);
        String offset = graph.floats(of.key + "_offsets", offsets, c);
        String ofCells = graph.keep(many.cellsLast(), of.numbers(), OnnxGraph.BATCH);
        String ofSums = graph.keep(of.conv(many, sums, offset).cellsLast(), of.numbers(), OnnxGraph.BATCH);

        String own = one.cellsLast(); //                                                          [C*P,1]
        String difference = graph.node("Abs", List.of(graph.node("Sub", List.of(own, ofCells))));
        String product = graph.node("Mul", List.of(own, ofCells));
        String both = graph.node("Concat", List.of(difference, product), OnnxGraph.number("axis", 0)); // [2C*P,N]
        String total = ofSums; //                                                                 [C*P,N]
        String products = of.products(both, kernel); //                                           [k,C*h,w,N]
        for (int i = 0; i < of.inside.length; i++) {
            total = graph.node("Add", List.of(total, of.moved(products, i)));
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

    /** The part of the kernel for the sums: {@code [C,C,k,k]}. */
    private String ofSums(float[] weights) {
        int each = channels * kernel * kernel;
        float[] part = new float[channels * each];
        for (int o = 0; o < channels; o++) {
            System.arraycopy(weights, (3 * o + 2) * each, part, o * each, each);
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

    /** For each column of the kernel, the convolution along the rows with it: {@code [2C*P,N] -> [k,C*h,w,N]}. */
    private String products(String both, float[] weights) {
        float[] ofColumns = new float[inside.length * 2 * channels * channels * kernel]; //       [k*C,2C,k,1]
        int at = 0;
        for (int column : inside) {
            for (int output = 0; output < channels; output++) {
                for (int input = 0; input < 2 * channels; input++) {
                    for (int row = 0; row < kernel; row++) {
                        int from = (output * 3 * channels + input) * kernel + row;
                        ofColumns[at++] = weights[from * kernel + column];
                    }
                }
            }
        }
        long outputs = (long) inside.length * channels;
        String kernels = graph.floats(key + "_of_columns", ofColumns, outputs, 2L * channels, kernel, 1);
        String map = graph.node("Reshape", List.of(both, graph.shape(1, 2L * channels, rows, -1)));
        String products = graph.node(
                "Conv",
                List.of(map, kernels),
                OnnxGraph.numbers("kernel_shape", kernel, 1),
                OnnxGraph.numbers("pads", conv.padding(), 0, conv.padding(), 0)); //              [1,k*C,h,w*N]
        long each = (long) channels * rows;
        return graph.node("Reshape", List.of(products, graph.shape(inside.length, each, columns, -1)));
    }

    /** The products of a column of the kernel, each where its output is: {@code [k,C*h,w,N] -> [C*P,N]}. */
    private String moved(String products, int of) {
        int to = conv.padding() - inside[of];
        int after = inside.length - 1 - of;
        String pads = graph.shape(-of, 0, to, 0, -after, 0, -to, 0); //                           negative: cut off
        String moved = graph.node("Pad", List.of(products, pads));
        return graph.node("Reshape", List.of(moved, graph.shape(numbers(), -1)));
    }
}
