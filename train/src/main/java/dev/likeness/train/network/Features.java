package dev.likeness.train.network;

/**
 * What flows through a network: a batch of feature maps {@code [N,C,h,w]} or of vectors {@code [N,D]}.
 *
 * <p>Towers and heads are written once in this language and read in two ways: computed and differentiated by libtorch,
 * or written down as an ONNX graph. So what is exported is what was trained, by construction. Immutable: each
 * operation gives new features.
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

    /** Batch normalisation over N, h and w (Ioffe and Szegedy 2015): the shape stays. */
    F norm(Norm layer);

    /** {@code max(0, x)}. */
    F relu();

    /** Fully connected: {@code [N,D] -> [N,outputs]}. */
    F linear(Linear layer);

    /** Sum, cell by cell; {@code [N,1,1,1]} is spread over all cells and channels. */
    F plus(F other);

    /** Difference, cell by cell. */
    F minus(F other);

    /** Product, cell by cell. */
    F times(F other);

    /** {@code |x|}. */
    F abs();

    /** {@code factor x + offset}. */
    F scaled(double factor, double offset);

    /** Both side by side: {@code [N,C,h,w], [N,C',h,w] -> [N,C+C',h,w]}. */
    F concat(F other);

    /** Some of the channels: {@code [N,C,h,w] -> [N,to-from,h,w]}. */
    F channels(int from, int to);

    /** Means over a grid of rectangles that cover the map: {@code [N,C,h,w] -> [N,C,rows,columns]}. */
    F pool(int rows, int columns);

    /**
     * The largest of each window: {@code [N,C,h,w] -> [N,C,h',w']}, {@code h' = (h + 2 padding - kernel) / stride + 1}.
     * Padding is beyond the map, not zero: it is never the largest.
     *
     * @param padding at most half of kernel, so that every window has a cell of the map in it
     */
    F maxPool(int kernel, int stride, int padding);

    /** {@code [N,C,h,w] -> [N,C*h*w]}, channel by channel. */
    F flatten();

    /** A vector as a map of one cell: {@code [N,D] -> [N,D,1,1]}. */
    F cell();

    /** Each vector, or each cell of a map over its channels, divided by its length: the shape stays. */
    default F unit() {
        return unit(1);
    }

    /** As {@link #unit()}, over each of {@code groups} equal stretches of the channels alone. */
    F unit(int groups);

    /** The inner product of two vectors, or of each two cells: {@code [N,D], [N,D] -> [N,1,1,1]}, or {@code [N,1,h,w]}. */
    F dot(F other);

    /**
     * The inner products of every cell of this with every cell of another, over each of {@code groups} equal stretches
     * of the channels: {@code [N,C,h,w], [N,C,h',w'] -> [N,groups,h*w,h'*w']}.
     */
    F products(F other, int groups);

    /** Rows and columns changed about: {@code [N,C,h,w] -> [N,C,w,h]}. */
    F transposed();

    /**
     * From all products with all cells, those with the cells that lie up to {@code radius} away, 0 where there is none:
     * {@code [N,C,P,P] -> [N,C*(2 radius+1)^2,rows,columns], P = rows*columns}. Channel
     * {@code c*(2 radius+1)^2 + (dy+radius)*(2 radius+1) + dx+radius} of cell (y, x) is its product with (y+dy, x+dx).
     */
    F near(int radius, int rows, int columns);

    /**
     * {@code log sum exp} over the last axis, a soft maximum: {@code [N,C,P,Q] -> [N,C,rows,columns], P = rows*columns}.
     */
    F logSumExp(int rows, int columns);

    /** {@code start exp(logGain) (x + offset)}, learned. */
    F scale(Scale layer);

    /** The mean of each map over its channels and cells: {@code [N,C,h,w] -> [N]}. */
    F mean();
}
