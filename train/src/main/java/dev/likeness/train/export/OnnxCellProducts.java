package dev.likeness.train.export;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Neighbours;
import dev.likeness.train.network.Norm;
import java.util.List;
import java.util.Objects;

/**
 * What heads compute from the products of every cell of one picture with every cell of each of N, with the N pictures along the last
 * axis. So a matrix product covers all pictures at once instead of a small one for each, a neighbour is gathered for all of them by
 * copying one row, and sums over cells add whole rows.
 */
final class OnnxCellProducts {
    private final OnnxGraph graph;
    private final int groups;
    private final int cells; // P

    private OnnxCellProducts(OnnxFeatures one, int groups) {
        this.graph = one.trace().graph();
        this.groups = groups;
        this.cells = one.height() * one.width();
    }

    /** The mean of {@code log sum exp(gain x)} over the cells of either picture: {@code [1,C,h,w], [N,C,h,w] -> [N,1,1,1]}. */
    static OnnxFeatures softMaximum(OnnxFeatures one, OnnxFeatures many, float gain) {
        OnnxCellProducts of = new OnnxCellProducts(one, 1);
        OnnxGraph graph = of.graph;
        String rows = graph.node("Mul", List.of(of.rows(one), one.trace().number(gain))); // [1,P,C]
        String powers = graph.node("Exp", List.of(of.products(rows, many))); //              [1,P,P*N]
        String apart = graph.node("Reshape", List.of(powers, graph.shape(of.cells, of.cells, -1))); // [P,P,N]
        String sums = graph.node(
                "Concat", List.of(of.sum(apart, 0), of.sum(apart, 1)), OnnxGraph.number("axis", 0)); // [2P,N]
        return of.mean(graph.node("Log", List.of(sums)), one);
    }

    private String sum(String value, int axis) {
        List<String> inputs = List.of(value, graph.longs("index_" + axis, axis));
        return graph.node("ReduceSum", inputs, OnnxGraph.number("keepdims", 0));
    }

    /** The operation of {@link OnnxFeatures#meanScoreOfNear}. */
    static OnnxFeatures score(
            OnnxFeatures one, OnnxFeatures many, int groups, int radius, Conv mix, Norm norm, Conv score) {
        OnnxCellProducts of = new OnnxCellProducts(one, groups);
        OnnxGraph graph = of.graph;
        OnnxFeatures.Trace trace = one.trace();
        OnnxFeatures.Folded folded = trace.folded(norm);
        int width = folded.factors().length;
        String near = of.near(one, many, new Neighbours(radius, one.height(), one.width())); // [G*K,2P*N]
        float[] kernel = trace.numbers(mix.weight()).clone(); //                                [W,G*K]
        int inputs = kernel.length / width;
        float[] offsets = new float[width];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (kernel[i] * folded.factors()[i / inputs]);
        }
        for (int c = 0; c < width; c++) {
            offsets[c] = (float) folded.offsets()[c];
        }
        String key = mix.weight().name();
        String mixed = graph.node("MatMul", List.of(graph.floats(key + "_normed", kernel, width, inputs), near));
        String moved = graph.node("Add", List.of(mixed, graph.floats(key + "_offsets", offsets, width, 1)));
        String positive = graph.node("Relu", List.of(moved)); //                                [W,2P*N]
        String row = graph.floats(score.weight().name() + "_row", trace.numbers(score.weight()), 1, width);
        String scores = graph.node("MatMul", List.of(row, positive)); //                        [1,2P*N]
        String apart = graph.node("Reshape", List.of(scores, graph.shape(2L * of.cells, -1)));
        OnnxFeatures mean = of.mean(apart, one);
        String bias = trace.parameter(Objects.requireNonNull(score.bias(), "a score has a bias"));
        return of.result(graph.node("Add", List.of(mean.name(), bias)), one);
    }

    /**
     * The products with the neighbours: for each group and displacement, those of the cells of the one picture, then those of the cells
     * of the many.
     */
    private String near(OnnxFeatures one, OnnxFeatures many, Neighbours neighbours) {
        long outside = (long) cells * cells; // the products of a cell of zeros
        long[] indices = neighbours.indices(); //                                               [K,P]
        float[] inside = neighbours.inside();
        long[] both = new long[2 * indices.length]; //                                          [K,2,P]
        for (int i = 0; i < indices.length; i++) {
            int cell = i % cells;
            long other = indices[i] - (long) cell * cells;
            int at = 2 * (i - cell) + cell;
            both[at] = inside[i] > 0 ? indices[i] : outside;
            both[at + cells] = inside[i] > 0 ? other * cells + cell : outside;
        }
        int each = one.channels() / groups;
        String zeros = graph.floats("cell_of_zeros_" + groups + "x" + each, new float[one.channels()], groups, 1, each);
        String rows = graph.node("Concat", List.of(rows(one), zeros), OnnxGraph.number("axis", 1)); // [G,P+1,C/G]
        String pairs = graph.node(
                "Reshape",
                List.of(products(rows, many), graph.shape(groups, (cells + 1L) * cells, -1))); // [G,(P+1)P,N]
        String key = "near_both_" + neighbours.radius() + "_" + neighbours.rows() + "x" + neighbours.columns();
        String gathered = graph.node(
                "Gather", List.of(pairs, graph.longs(key, both)), OnnxGraph.number("axis", 1)); //     [G,2KP,N]
        return graph.node("Reshape", List.of(gathered, graph.shape((long) groups * neighbours.count(), -1)));
    }

    /** The cells of the one picture: {@code [1,C,h,w] -> [G,P,C/G]}. */
    private String rows(OnnxFeatures one) {
        String apart = graph.node("Reshape", List.of(one.name(), graph.shape(groups, one.channels() / groups, cells)));
        return graph.node("Transpose", List.of(apart), OnnxGraph.numbers("perm", 0, 2, 1));
    }

    /** {@code [G,R,C/G], [N,C,h,w] -> [G,R,P*N]}. */
    private String products(String rows, OnnxFeatures many) {
        int numbers = many.channels() * cells;
        String kept = graph.keep(many.cellsLast(), numbers, OnnxGraph.BATCH);
        String columns = graph.node("Reshape", List.of(kept, graph.shape(groups, many.channels() / groups, -1)));
        return graph.node("MatMul", List.of(rows, columns));
    }

    /** {@code [cells,N] -> [N,1,1,1]}. */
    private OnnxFeatures mean(String value, OnnxFeatures one) {
        String mean =
                graph.node("ReduceMean", List.of(value), OnnxGraph.numbers("axes", 0), OnnxGraph.number("keepdims", 0));
        return result(graph.node("Reshape", List.of(mean, graph.shape(-1, 1, 1, 1))), one);
    }

    private OnnxFeatures result(String name, OnnxFeatures one) {
        return new OnnxFeatures(one.trace(), name, 1, 1, 1);
    }
}
