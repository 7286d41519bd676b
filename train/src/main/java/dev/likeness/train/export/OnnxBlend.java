package dev.likeness.train.export;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Norm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private final List<Strip> strips;

    private OnnxBlend(OnnxFeatures one, Conv conv) {
        this.graph = one.trace().graph();
        this.conv = conv;
        this.channels = one.channels();
        this.rows = one.height();
        this.columns = one.width();
        this.kernel = conv.kernel();
        this.key = conv.weight().name();
        this.strips = strips();
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
        List<String> products = new ArrayList<>();
        for (Strip strip : of.strips) {
            products.add(of.products(both, strip, kernel)); //                                    [k*C*cells,N]
        }
        String apart = graph.node("Concat", products, OnnxGraph.number("axis", 0));
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
        return graph.node("Pad", List.of(cells, graph.shape(0, 0, 1, 0)));
    }

    /**
     * Columns of the map, next to each other, whose cells have neighbours in the same columns of the kernel, and one more cell, which is
     * zero, in the first strip.
     *
     * @param from the first column
     * @param to the end of the columns
     * @param first column of the kernel that is inside the map
     * @param last such column
     * @param start of its products among those of all strips
     */
    private record Strip(int from, int to, int first, int last, int start) {
        int width() {
            return last - first + 1;
        }
    }

    private List<Strip> strips() {
        List<Strip> found = new ArrayList<>();
        int start = 0;
        for (int x = 0; x < columns; x++) {
            int first = Math.max(0, conv.padding() - x);
            int last = Math.min(kernel - 1, columns - 1 - x + conv.padding());
            Strip strip = found.isEmpty() ? null : found.get(found.size() - 1);
            if (strip != null && strip.first == first && strip.last == last) {
                found.set(found.size() - 1, new Strip(strip.from, x + 1, first, last, strip.start));
            } else {
                start += strip == null ? 0 : kernel * channels * cells(strip);
                found.add(new Strip(x, x + 1, first, last, start));
            }
        }
        return found;
    }

    private int cells(Strip strip) {
        return rows * (strip.to - strip.from) + (strip.start == 0 ? 1 : 0);
    }

    /** The products of the cells of a strip with each row of the kernel: {@code [2(C*P+1),N] -> [k*C*cells,N]}. */
    private String products(String both, Strip strip, float[] weights) {
        String name = key + "_columns_" + strip.first + "_" + strip.last;
        String gathered = gather(both, name, neighbours(strip));
        String joined = graph.node("Reshape", List.of(gathered, graph.shape(2L * strip.width() * channels, -1)));
        String products = graph.node("MatMul", List.of(matrix(weights, strip), joined)); //       [k*C,cells*N]
        return graph.node("Reshape", List.of(products, graph.shape((long) kernel * channels * cells(strip), -1)));
    }

    /** The weights for the differences and products of the neighbours in a row, for each row of the kernel. */
    private String matrix(float[] weights, Strip strip) {
        float[] matrix = new float[2 * kernel * strip.width() * channels * channels];
        int at = 0;
        for (int row = 0; row < kernel; row++) {
            for (int output = 0; output < channels; output++) {
                for (int column = strip.first; column <= strip.last; column++) {
                    for (int input = 0; input < 2 * channels; input++) {
                        matrix[at++] = weight(weights, output, input, row, column);
                    }
                }
            }
        }
        String name = key + "_matrix_" + strip.first + "_" + strip.last;
        return graph.floats(name, matrix, (long) kernel * channels, 2L * strip.width() * channels);
    }

    /** For each neighbour in a row and each of its differences and products, where it is, for all cells of a strip. */
    private long[] neighbours(Strip strip) {
        long[] indices = new long[strip.width() * 2 * channels * cells(strip)];
        int at = 0;
        for (int column = strip.first; column <= strip.last; column++) {
            for (int input = 0; input < 2 * channels; input++) {
                int begin = input < channels ? 0 : numbers() + 1;
                for (int y = 0; y < rows; y++) {
                    for (int x = strip.from; x < strip.to; x++) {
                        int cell = y * columns + x + column - conv.padding();
                        indices[at++] = begin + input % channels * cells() + cell;
                    }
                }
                if (strip.start == 0) {
                    indices[at++] = begin + numbers();
                }
            }
        }
        return indices;
    }

    /** Where the products of a row of the kernel are, for each output and cell. */
    private long[] row(int row) {
        long[] indices = new long[numbers()];
        for (Strip strip : strips) {
            for (int output = 0; output < channels; output++) {
                for (int y = 0; y < rows; y++) {
                    for (int x = strip.from; x < strip.to; x++) {
                        int source = y + row - conv.padding();
                        boolean inside = source >= 0 && source < rows;
                        int at = output * cells() + y * columns + x;
                        indices[at] = inside ? product(strip, row, output, source, x) : zero();
                    }
                }
            }
        }
        return indices;
    }

    private int product(Strip strip, int row, int output, int y, int x) {
        int cell = y * (strip.to - strip.from) + x - strip.from;
        return strip.start + (row * channels + output) * cells(strip) + cell;
    }

    /** A product of the cell that is zero. */
    private int zero() {
        return cells(strips.get(0)) - 1;
    }

    private String gather(String value, String name, long[] indices) {
        return graph.node("Gather", List.of(value, graph.longs(name, indices)), OnnxGraph.number("axis", 0));
    }
}
