package dev.likeness.train.network;

/**
 * What flows through a network: a batch of feature maps {@code [N,C,h,w]} or of vectors {@code [N,D]}.
 *
 * <p>Towers and heads are written once in this language and read in two ways: computed and differentiated by libtorch,
 * or written down as an ONNX graph. So what is exported is what was trained, by construction. Immutable: each
 * operation gives new features.
 */
public interface Features {
    /** Channels C of a map, or D of a vector. */
    int channels();

    /** Height h of a map; 1 for a vector. */
    int height();

    /** Width w of a map; 1 for a vector. */
    int width();

    /** Convolution: {@code [N,C,h,w] -> [N,outputs,h',w']}, {@code h' = (h + 2 padding - kernel) / stride + 1}. */
    Features conv(Conv layer);

    /** Batch normalisation over N, h and w (Ioffe and Szegedy 2015): the shape stays. */
    Features norm(Norm layer);

    /** {@code max(0, x)}. */
    Features relu();

    /** Fully connected: {@code [N,D] -> [N,outputs]}. */
    Features linear(Linear layer);

    /** Sum, cell by cell; {@code [N,1,1,1]} is spread over all cells. */
    Features plus(Features other);

    /** Difference, cell by cell. */
    Features minus(Features other);

    /** Product, cell by cell. */
    Features times(Features other);

    /** {@code |x|}. */
    Features abs();

    /** {@code factor x + offset}. */
    Features scaled(double factor, double offset);

    /** Both side by side: {@code [N,C,h,w], [N,C',h,w] -> [N,C+C',h,w]}. */
    Features concat(Features other);

    /** Some of the channels: {@code [N,C,h,w] -> [N,to-from,h,w]}. */
    Features channels(int from, int to);

    /** Means over a grid of rectangles that cover the map: {@code [N,C,h,w] -> [N,C,rows,columns]}. */
    Features pool(int rows, int columns);

    /**
     * The largest of each window: {@code [N,C,h,w] -> [N,C,h',w']}, {@code h' = (h + 2 padding - kernel) / stride + 1}.
     * Padding is beyond the map, not zero: it is never the largest.
     *
     * @param padding at most half of kernel, so that every window has a cell of the map in it
     */
    Features maxPool(int kernel, int stride, int padding);

    /** {@code [N,C,h,w] -> [N,C*h*w]}, channel by channel. */
    Features flatten();

    /** Each vector divided by its length: {@code [N,D] -> [N,D]}. */
    Features unit();

    /** The inner product of each two vectors: {@code [N,D], [N,D] -> [N,1,1,1]}. */
    Features dot(Features other);

    /** The mean of each map over its channels and cells: {@code [N,C,h,w] -> [N]}. */
    Features mean();
}
