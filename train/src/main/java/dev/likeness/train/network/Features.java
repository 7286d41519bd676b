package dev.likeness.train.network;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The values that flow through a network: a batch of feature maps {@code [N,C,h,w]} or of vectors {@code [N,D]}.
 *
 * <p>Towers and heads are written once in this language, and three engines run it: libtorch computes and differentiates
 * it, the export writes it as an ONNX graph, and the cost count adds up its multiply-adds. So the exported graph and the
 * trained network have the same definition. Immutable: each operation gives new features.
 *
 * @param <F> the engine
 */
public interface Features<F extends Features<F>> {
    /** Channels C of a map, or D of a vector. */
    int channels();

    /** Height h of a map; 1 for a vector. */
    int height();

    /** Width w of a map; 1 for a vector. */
    int width();

    /** Convolution: {@code [N,C,h,w] -> [N,outputs,h',w']}, {@code h' = (h + 2 padding - kernel) / stride + 1}. */
    F conv(Conv layer);

    /**
     * Both halves of a convolution over two concatenated maps of C channels each, {@code [N,C,h,w] -> [N,2 outputs,h,w]}: first
     * the outputs of {@code layer.inputs(0, C)}, then those of {@code layer.inputs(C, 2C)}.
     *
     * @param layer in one group, without a bias
     */
    default F convHalves(Conv layer) {
        int half = layer.inputs().length() / 2;
        return conv(layer.inputs(0, half)).concat(conv(layer.inputs(half, 2 * half)));
    }

    /** Batch normalisation over N, h and w (Ioffe and Szegedy 2015): the shape does not change. */
    F norm(Norm layer);

    /**
     * Each cell minus the mean of the window around it, divided by the standard deviation in that window, for each channel
     * (local contrast normalisation: Jarrett et al. 2009, sec. 2.1, with a box instead of a Gaussian): the shape does not
     * change. Cells outside the map do not count. The variance has {@value #CONTRAST_EPSILON} added, so that noise in a flat
     * part stays small.
     *
     * @param window its width and height in cells, odd
     */
    F contrast(int window);

    /** What {@link #contrast} adds to the variance. */
    double CONTRAST_EPSILON = 1e-2;

    /** {@code max(0, x)}. */
    F relu();

    /** A convolution of the mean of two maps. An engine can halve the kernel instead of the map: the same numbers. */
    default F meanConv(F other, Conv layer) {
        return plus(other).scaled(0.5, 0).conv(layer);
    }

    /** {@code max(0, norm(x))}. An engine can compute it with less memory than the two operations. */
    default F normRelu(Norm layer) {
        return norm(layer).relu();
    }

    /** {@code max(0, x + other)}, as {@link #plus}. An engine can compute it with less memory than the two operations. */
    default F plusRelu(F other) {
        return plus(other).relu();
    }

    /**
     * A score from the sum of two maps: the mean over all cells of {@code score(max(0, norm(x + one)))}. The maps have g times
     * the channels C of the layers; each slice of C channels goes through them by itself, and the result is the mean of the
     * slices: {@code [N,g C,h,w], [1,g C,h,w] -> [N,1,1,1]}. An engine can fold constants into the single map, and take the
     * mean with the last convolution.
     *
     * @param score a 1x1 convolution to one channel, with a bias
     */
    default F meanScore(F one, Norm norm, Conv score) {
        int each = norm.channels();
        F sum = plus(one);
        F slices = sum.channels(0, each).normRelu(norm);
        for (int from = each; from < channels(); from += each) {
            slices = slices.plus(sum.channels(from, from + each).normRelu(norm));
        }
        return slices.scaled((double) each / channels(), 0).conv(score).pool(1, 1);
    }

    /** Fully connected: {@code [N,D] -> [N,outputs]}. */
    F linear(Linear layer);

    /** Sum for each cell; {@code [N,1,1,1]} is broadcast over all cells and channels. */
    F plus(F other);

    /** Difference for each cell. */
    F minus(F other);

    /** Product for each cell. */
    F times(F other);

    /** {@code |x|}. */
    F abs();

    /** {@code factor x + offset}. */
    F scaled(double factor, double offset);

    /** Concatenation of the channels: {@code [N,C,h,w], [N,C',h,w] -> [N,C+C',h,w]}. */
    F concat(F other);

    /** A slice of the channels: {@code [N,C,h,w] -> [N,to-from,h,w]}. */
    F channels(int from, int to);

    /** All channels, in {@code count} parts of equal size. An engine can give them one gradient together. */
    default List<F> parts(int count) {
        int each = channels() / count;
        return IntStream.range(0, count)
                .mapToObj(i -> channels(i * each, (i + 1) * each))
                .toList();
    }

    /** Means over a grid of rectangles that cover the map: {@code [N,C,h,w] -> [N,C,rows,columns]}. */
    F pool(int rows, int columns);

    /**
     * The power mean of each channel over all cells: {@code (mean(max(x, floor)^p))^(1/p), [N,C,h,w] -> [N,C,1,1]}, with a
     * learned p and the floor of {@link PowerMean#FLOOR}. Computed in logarithms, so that no p overflows.
     */
    F powerMean(PowerMean layer);

    /**
     * The largest of each window: {@code [N,C,h,w] -> [N,C,h',w']}, {@code h' = (h + 2 padding - kernel) / stride + 1}.
     * Padded cells are ignored: they are never the largest.
     *
     * @param padding at most half of the kernel, so that every window contains a cell of the map
     */
    F maxPool(int kernel, int stride, int padding);

    /** {@code [N,C,h,w] -> [N,C*h*w]}, channel by channel. */
    F flatten();

    /** A vector as a map of one cell: {@code [N,D] -> [N,D,1,1]}. */
    F cell();

    /** Each vector, or each cell of a map over its channels, divided by its length: the shape does not change. */
    default F unit() {
        return unit(1);
    }

    /** As {@link #unit()}, for each of {@code groups} equal slices of the channels. */
    F unit(int groups);

    /** The inner product of two vectors, or of the cells at the same place: {@code [N,D], [N,D] -> [N,1,1,1]}, or {@code [N,1,h,w]}. */
    F dot(F other);

    /**
     * The inner products of every cell of this with every cell of another, for each of {@code groups} equal slices of the
     * channels: {@code [N,C,h,w], [N,C,h',w'] -> [N,groups,h*w,h'*w']}.
     */
    F products(F other, int groups);

    /** Rows and columns swapped: {@code [N,C,h,w] -> [N,C,w,h]}. */
    F transposed();

    /**
     * From the products of all pairs of cells, those of cells at most {@code radius} apart, and 0 outside the map:
     * {@code [N,C,P,P] -> [N,C*(2 radius+1)^2,rows,columns], P = rows*columns}. Channel
     * {@code c*(2 radius+1)^2 + (dy+radius)*(2 radius+1) + dx+radius} of cell (y, x) is its product with (y+dy, x+dx).
     */
    F near(int radius, int rows, int columns);

    /**
     * {@code log sum exp} over the last axis, which is a soft maximum: {@code [N,C,P,Q] -> [N,C,rows,columns], P = rows*columns}.
     */
    F logSumExp(int rows, int columns);

    /**
     * The mean soft maximum of the cosines of each cell of this map with the cells of another, and of the other's cells with those of
     * this: {@code log sum exp(gain x)}, {@code [1,C,h,w], [N,C,h,w] -> [N,1,1,1]}. This is one map and the others are many; an engine
     * can compute all of them together.
     *
     * @param gain without an offset
     */
    default F meanSoftMaximum(F many, Scale gain) {
        F sharpened = products(many, 1).scale(gain); //                          [N,1,P,P]
        F ofOne = sharpened.logSumExp(height(), width());
        F ofMany = sharpened.transposed().logSumExp(height(), width());
        return ofOne.plus(ofMany).scaled(0.5, 0).pool(1, 1);
    }

    /**
     * The mean score of the products of cells at most {@code radius} apart: {@code score(max(0, norm(mix(near(x)))))} of the products
     * of this map with each of many and of their transpose, {@code [1,C,h,w], [N,C,h,w] -> [N,1,1,1]}. An engine can compute all of
     * them together.
     *
     * @param mix a 1x1 convolution of the {@code groups (2 radius+1)^2} products of a cell, without a bias
     * @param score a 1x1 convolution to one channel, with a bias
     */
    default F meanScoreOfNear(F many, int groups, int radius, Conv mix, Norm norm, Conv score) {
        F products = products(many, groups); //                                  [N,groups,P,P]
        F ofOne = products.near(radius, height(), width()).conv(mix).normRelu(norm);
        F ofMany =
                products.transposed().near(radius, height(), width()).conv(mix).normRelu(norm);
        return ofOne.meanConv(ofMany, score).pool(1, 1);
    }

    /** Difference, product and sum of two maps, concatenated: {@code |a - b|, a b, a + b, [N,C,h,w], [N,C,h,w] -> [N,3 C,h,w]}. */
    default F blended(F other) {
        return minus(other).abs().concat(times(other)).concat(plus(other));
    }

    /**
     * The mean score of the {@link #blended} maps of one picture and each of many: {@code score(max(0, norm(conv(blended(x)))))},
     * {@code [1,C,h,w], [N,C,h,w] -> [N,1,1,1]}. An engine can compute once what depends on the many pictures alone.
     *
     * @param conv without a bias
     * @param score a 1x1 convolution to one channel, with a bias
     */
    default F meanScoreOfBlended(F many, Conv conv, Norm norm, Conv score) {
        return blended(many).conv(conv).normRelu(norm).conv(score).pool(1, 1);
    }

    /** {@code start exp(logGain) (x + offset)}, with learned parameters. */
    F scale(Scale layer);

    /** The mean of each map over its channels and cells: {@code [N,C,h,w] -> [N]}. */
    F mean();
}
