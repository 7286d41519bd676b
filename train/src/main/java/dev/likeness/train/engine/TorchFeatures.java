package dev.likeness.train.engine;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Linear;
import dev.likeness.train.network.Neighbours;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.PowerMean;
import dev.likeness.train.network.Scale;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Features that libtorch computes eagerly.
 *
 * @param value {@code [N,C,h,w]} in channels_last layout, or {@code [N,D]}
 * @param weights the numbers of the parameters
 * @param training whether batch normalisation uses the statistics of the batch and updates their running averages; not if it
 *     is frozen
 * @param normalised how the value came from pixels, if a convolution can use it; else null
 * @param mixed whether wide convolutions read and write bfloat16, and norms, sums and ReLUs between them; all other operations, and
 *     all sums inside of operations, are of 32-bit floats (Micikevicius et al. 2018, sec. 3; Kalamkar et al. 2019)
 */
public record TorchFeatures(
        Tensor value,
        Weights weights,
        boolean training,
        @Nullable NormalisedPixels normalised,
        boolean mixed) implements Features<TorchFeatures> {
    /**
     * With fewer input channels, oneDNN's gradient of a strided 1x1 convolution writes beyond its workspace and corrupts
     * the heap (oneDNN issue 6035, open; seen here with libtorch 2.10 on AVX-512). The workaround selects the cells that
     * the convolution reads, and then applies it with stride 1: the result is the same.
     */
    private static final int ONEDNN_BLOCK = 16;

    private static final double MOMENTUM = 0.1;
    private static final long[] ONE = {1, 1};

    /** The least length of a vector whose linear layer is computed as a convolution. */
    private static final int MIN_CONVOLVED = 64;

    public TorchFeatures(Tensor value, Weights weights, boolean training) {
        this(value, weights, training, null, false);
    }

    /** The same features for a pass in bfloat16, where that loses nothing that training needs. */
    public TorchFeatures inMixedPrecision() {
        return new TorchFeatures(value, weights, training, normalised, true);
    }

    /** Pixels {@code [N,H,W,c]} as {@code [N,c,H,W]} floats, 0 to 255; the layout in memory is already channels_last. */
    public static TorchFeatures pixels(byte[] pixels, long[] shape, Weights weights, boolean training) {
        Tensor bytes = Torch.bytes(pixels, shape); //                           [N,H,W,c]
        Tensor floats = bytes.permute(0, 3, 1, 2).to(torch.ScalarType.Float); // [N,c,H,W]
        return new TorchFeatures(floats, weights, training);
    }

    private TorchFeatures with(Tensor changed) {
        return new TorchFeatures(changed, weights, training, null, mixed);
    }

    /** The value in 32-bit floats. */
    private Tensor exact() {
        return mixed ? value.to(torch.ScalarType.Float) : value;
    }

    private static boolean isWide(Conv layer) {
        return layer.groups() == 1
                && layer.bias() == null
                && layer.inputChannels() % ONEDNN_BLOCK == 0
                && layer.outputChannels() % ONEDNN_BLOCK == 0;
    }

    /** What a convolution of few inputs computed, in the number type in which the next layers read it. */
    private Tensor kept(Tensor result, Conv layer) {
        return mixed && layer.outputChannels() % ONEDNN_BLOCK == 0 ? result.to(torch.ScalarType.BFloat16) : result;
    }

    /** A tensor that a convolution reads, in the number type in which it computes. */
    private Tensor typed(Tensor read, Conv layer) {
        return mixed ? read.to(isWide(layer) ? torch.ScalarType.BFloat16 : torch.ScalarType.Float) : read;
    }

    @Override
    public int channels() {
        return Math.toIntExact(value.size(1));
    }

    @Override
    public int height() {
        return value.dim() < 4 ? 1 : Math.toIntExact(value.size(2));
    }

    @Override
    public int width() {
        return value.dim() < 4 ? 1 : Math.toIntExact(value.size(3));
    }

    @Override
    public TorchFeatures conv(Conv layer) {
        return conv(layer, kernel(layer));
    }

    @Override
    public TorchFeatures meanConv(TorchFeatures other, Conv layer) {
        return plus(other).conv(layer, kernel(layer).mul(new Scalar(0.5)));
    }

    private Tensor kernel(Conv layer) {
        Tensor kernel = weights.of(layer.weight());
        return layer.whole()
                ? kernel
                : kernel.narrow(0, layer.outputs().from(), layer.outputs().length())
                        .narrow(1, layer.inputs().from(), layer.inputs().length());
    }

    private TorchFeatures conv(Conv layer, Tensor kernel) {
        if (normalised != null && layer.groups() == 1 && layer.bias() == null && layer.whole() && layer.kernel() > 1) {
            return with(kept(normalised.conv(kernel, layer.stride(), layer.padding()), layer));
        }
        Parameter bias = layer.bias();
        TensorOptional offset = bias == null ? new TensorOptional() : new TensorOptional(weights.of(bias));
        int each = layer.outputChannels() / layer.groups();
        if (layer.groups() > 1 && layer.inputs().length() == 1 && each > 1) {
            return with(depthwise(kernel, offset, layer, each));
        }
        if (layer.inputChannels() == 1 && layer.outputChannels() % ONEDNN_BLOCK != 0) {
            return with(padded(kernel, offset, layer));
        }
        boolean thinned =
                layer.kernel() == 1 && layer.stride() > 1 && layer.inputs().length() < ONEDNN_BLOCK;
        long step = thinned ? 1 : layer.stride();
        long[] stride = {step, step};
        long[] padding = {layer.padding(), layer.padding()};
        Tensor read = thinned ? everyNth(layer.stride()) : value;
        return with(
                torch.conv2d(typed(read, layer), typed(kernel, layer), offset, stride, padding, ONE, layer.groups()));
    }

    /**
     * Computes a convolution whose groups have one input channel and several outputs. It repeats the channels and applies
     * a convolution whose groups have one input and one output, which gives the same sums. oneDNN's kernel for the former
     * gives wrong numbers on some processors if channels come last (seen with libtorch 2.10 on an AMD EPYC with AVX-512,
     * forward and backward).
     */
    private Tensor depthwise(Tensor kernel, TensorOptional offset, Conv layer, int each) {
        Tensor repeated =
                exact().repeat_interleave(each, new LongOptional(1), new LongOptional()); // [N,C,H,W] -> [N,mC,H,W]
        long[] stride = {layer.stride(), layer.stride()};
        long[] padding = {layer.padding(), layer.padding()};
        return torch.conv2d(
                repeated.contiguous(torch.MemoryFormat.ChannelsLast),
                kernel,
                offset,
                stride,
                padding,
                ONE,
                layer.outputChannels());
    }

    /**
     * Computes a convolution of one channel as one of two channels, of which the second is zero: the same numbers. A tensor
     * with one channel has both layouts at once. If the number of outputs is not a multiple of its block, oneDNN's gradient
     * of such an input is wrong and differs between calls, on the same processors.
     */
    private Tensor padded(Tensor kernel, TensorOptional offset, Conv layer) {
        Tensor one = exact();
        Tensor two = torch.cat(new TensorVector(one, torch.zeros_like(one)), 1); // [N,1,H,W] -> [N,2,H,W]
        Tensor weights2 = torch.cat(new TensorVector(kernel, torch.zeros_like(kernel)), 1);
        long[] stride = {layer.stride(), layer.stride()};
        long[] padding = {layer.padding(), layer.padding()};
        return torch.conv2d(
                two.contiguous(torch.MemoryFormat.ChannelsLast),
                weights2.contiguous(torch.MemoryFormat.ChannelsLast),
                offset,
                stride,
                padding,
                ONE,
                1);
    }

    /** {@code [N,C,H,W] -> [N,C,ceil(H/n),ceil(W/n)]}: the cells that a strided 1x1 reads. */
    private Tensor everyNth(long n) {
        LongOptional all = new LongOptional();
        return value.slice(2, all, all, n).slice(3, all, all, n);
    }

    @Override
    public TorchFeatures norm(Norm layer) {
        boolean ofBatch = training && !weights.isFrozen(layer.mean());
        if (ofBatch && NormalisedPixels.serves(value, weights.of(layer.gain()))) {
            NormalisedPixels pixels = NormalisedPixels.of(value, layer, weights, MOMENTUM);
            return new TorchFeatures(pixels.value(), weights, true, pixels, mixed);
        }
        TensorOptional gain = new TensorOptional(weights.of(layer.gain()));
        return with(batchNorm(layer, gain, new TensorOptional(weights.of(layer.shift())), ofBatch));
    }

    private Tensor batchNorm(Norm layer, TensorOptional gain, TensorOptional shift, boolean ofBatch) {
        TensorOptional mean = new TensorOptional(weights.of(layer.mean()));
        TensorOptional variance = new TensorOptional(weights.of(layer.variance()));
        return torch.batch_norm(value, gain, shift, mean, variance, ofBatch, MOMENTUM, Norm.EPSILON, false);
    }

    /** The backward pass of a norm does not read its result, so the ReLU replaces it. */
    @Override
    public TorchFeatures normRelu(Norm layer) {
        return with(norm(layer).value.relu_());
    }

    /** The backward pass of a sum does not read its result, so the ReLU replaces it. */
    @Override
    public TorchFeatures plusRelu(TorchFeatures other) {
        return with(value.add(other.value).relu_());
    }

    @Override
    public TorchFeatures contrast(int window) {
        Tensor map = exact();
        Tensor centred = map.sub(boxMean(map, window)); //             [N,C,h,w]
        Tensor variance = boxMean(centred.mul(centred), window); //        [N,C,h,w]
        return with(centred.div(variance.add(new Scalar(CONTRAST_EPSILON)).sqrt()));
    }

    /** Means over rows, then over columns: a box is separable, also at the border. */
    private static Tensor boxMean(Tensor map, int window) {
        return lineMean(lineMean(map, 1, window), window, 1);
    }

    private static Tensor lineMean(Tensor map, int rows, int columns) {
        long[] kernel = {rows, columns};
        long[] padding = {rows / 2, columns / 2};
        return torch.avg_pool2d(map, kernel, ONE, padding, false, false, new LongOptional());
    }

    /** One convolution with the kernels of both halves under each other: the map is read once, and no sum is copied. */
    @Override
    public TorchFeatures convHalves(Conv layer) {
        int half = layer.inputs().length() / 2;
        if (!layer.whole() || layer.groups() != 1 || layer.bias() != null || half < ONEDNN_BLOCK) {
            return Features.super.convHalves(layer);
        }
        Tensor kernel = weights.of(layer.weight()); //                                                  [O,2C,k,k]
        Tensor first = kernel.narrow(1, 0, half);
        Tensor second = kernel.narrow(1, half, half);
        Tensor both =
                torch.cat(new TensorVector(first, second), 0).contiguous(torch.MemoryFormat.ChannelsLast); // [2O,C,k,k]
        long[] stride = {layer.stride(), layer.stride()};
        long[] padding = {layer.padding(), layer.padding()};
        return with(torch.conv2d(
                typed(value, layer), typed(both, layer), new TensorOptional(), stride, padding, ONE, 1)); // [N,2O,h,w]
    }

    @Override
    public TorchFeatures relu() {
        return with(torch.relu(value));
    }

    /**
     * Computes a long linear layer as a 1x1 convolution, over one map with a cell for each row of the batch. oneDNN computes that with
     * all threads and the widest instructions of the processor; the matrix product of OpenBLAS has one thread here. oneDNN copies the
     * kernel into another layout for each product, so that the rows are the kernel if they are fewer than the outputs.
     */
    @Override
    public TorchFeatures linear(Linear layer) {
        Tensor weight = weights.of(layer.weight()); // [O,D]
        Tensor bias = weights.of(layer.bias());
        long rows = value.size(0);
        if (layer.inputs() < MIN_CONVOLVED || layer.outputs() % ONEDNN_BLOCK != 0 || rows < ONEDNN_BLOCK) {
            return with(torch.linear(exact(), weight, new TensorOptional(bias)));
        }
        Tensor read = exact().contiguous(); // [N,D]
        boolean swapped = rows % ONEDNN_BLOCK == 0 && rows < layer.outputs();
        Tensor sums = swapped ? product(weight, read).t() : product(read, weight);
        return with(sums.add(bias)); // [N,O]
    }

    /** The products of the rows of two matrices: {@code [M,D], [K,D] -> [M,K]}; those of the second are the kernel. */
    private static Tensor product(Tensor first, Tensor second) {
        long length = first.size(1);
        Tensor map = first.view(1, first.size(0), 1, length).permute(0, 3, 1, 2); //       [1,D,M,1]
        Tensor kernel = second.view(second.size(0), 1, 1, length).permute(0, 3, 1, 2); // [K,D,1,1]
        Tensor sums = torch.conv2d(map, kernel, new TensorOptional(), ONE, new long[] {0, 0}, ONE, 1); // [1,K,M,1]
        return sums.permute(0, 2, 3, 1).reshape(first.size(0), second.size(0));
    }

    @Override
    public TorchFeatures plus(TorchFeatures other) {
        return with(value.add(other.value));
    }

    @Override
    public TorchFeatures minus(TorchFeatures other) {
        return with(value.sub(other.value));
    }

    @Override
    public TorchFeatures times(TorchFeatures other) {
        return with(value.mul(other.value));
    }

    @Override
    public TorchFeatures abs() {
        return with(value.abs());
    }

    @Override
    public TorchFeatures scaled(double factor, double offset) {
        Tensor product = factor == 1 ? value : value.mul(new Scalar(factor));
        return with(offset == 0 ? product : product.add(new Scalar(offset)));
    }

    @Override
    public TorchFeatures concat(TorchFeatures other) {
        return with(torch.cat(new TensorVector(value, other.value), 1));
    }

    @Override
    public TorchFeatures channels(int from, int to) {
        return with(value.narrow(1, from, to - from));
    }

    /** The backward pass joins the gradients of the parts; that of each slice would fill an array of the whole size. */
    @Override
    public List<TorchFeatures> parts(int count) {
        TensorVector parts = torch.chunk(value, count, 1);
        return IntStream.range(0, count).mapToObj(i -> with(parts.get(i))).toList();
    }

    @Override
    public TorchFeatures pool(int rows, int columns) {
        return with(torch.adaptive_avg_pool2d(exact(), rows, columns));
    }

    @Override
    public TorchFeatures powerMean(PowerMean layer) {
        Tensor exponent = weights.of(layer.logExponent()).exp().mul(new Scalar(layer.start())); //  [1]
        Tensor logs = exact().clamp_min(new Scalar(PowerMean.FLOOR)).log().flatten(2, -1); //         [N,C,h*w]
        Tensor sum = torch.logsumexp(logs.mul(exponent), 2); //                                     [N,C]
        Tensor mean =
                sum.sub(new Scalar(Math.log(height() * width()))).div(exponent).exp();
        return with(mean).cell(); //                                                                [N,C,1,1]
    }

    @Override
    public TorchFeatures maxPool(int kernel, int stride, int padding) {
        long[] window = {kernel, kernel};
        return with(torch.max_pool2d(
                value, window, new long[] {stride, stride}, new long[] {padding, padding}, ONE, false));
    }

    /**
     * The step over one row for each cell matters in the backward pass only: it gives the gradient of the map channels last, where
     * the layers before it read it fastest.
     */
    @Override
    public TorchFeatures flatten() {
        if (value.dim() < 4) {
            return with(exact().flatten(1, -1));
        }
        Tensor rows = exact().permute(0, 2, 3, 1).reshape(-1, channels()); //                  [N*h*w,C]
        Tensor cells = rows.view(value.size(0), (long) height() * width(), channels()); //     [N,h*w,C]
        return with(cells.transpose(1, 2).reshape(value.size(0), -1)); //                      [N,C*h*w]
    }

    @Override
    public TorchFeatures cell() {
        return with(value.unsqueeze(-1).unsqueeze(-1)); // [N,D] -> [N,D,1,1]
    }

    @Override
    public TorchFeatures unit(int groups) {
        if (groups == 1) {
            return with(unit(exact(), 1));
        }
        long[] shape = value.sizes().vec().get();
        Tensor apart = exact().reshape(shape[0], groups, shape[1] / groups, -1); // [N,C,h,w] -> [N,G,C/G,h*w]
        return with(unit(apart, 2).reshape(shape));
    }

    private static Tensor unit(Tensor value, long axis) {
        Tensor length = value.mul(value).sum(new long[] {axis}, true, new ScalarTypeOptional());
        return value.div(length.add(new Scalar(1e-12)).sqrt());
    }

    @Override
    public TorchFeatures dot(TorchFeatures other) {
        Tensor products = exact().mul(other.exact()).sum(new long[] {1}, true, new ScalarTypeOptional());
        return with(value.dim() == 4 ? products : products.view(-1, 1, 1, 1)); // [N,1] -> [N,1,1,1]
    }

    @Override
    public TorchFeatures products(TorchFeatures other, int groups) {
        Tensor rows = cells(exact(), groups).transpose(2, 3); //              [N,G,h*w,C/G]
        return with(rows.matmul(cells(other.exact(), groups))); //            [N,G,h*w,h'*w']
    }

    private static Tensor cells(Tensor map, int groups) { // [N,C,h,w] -> [N,G,C/G,h*w]
        return map.reshape(map.size(0), groups, map.size(1) / groups, -1);
    }

    @Override
    public TorchFeatures transposed() {
        return with(value.transpose(2, 3).contiguous()); // so that sums over rows round in the same way
    }

    @Override
    public TorchFeatures near(int radius, int rows, int columns) {
        long n = value.size(0);
        long c = value.size(1);
        Neighbours neighbours = new Neighbours(radius, rows, columns);
        Tensor flat = exact().reshape(n, c, -1); //                                        [N,C,P*P]
        Tensor chosen = flat.index_select(2, Torch.longs(neighbours.indices())); //      [N,C,K*P]
        Tensor kept = chosen.mul(Torch.floats(neighbours.inside(), neighbours.inside().length));
        return with(kept.reshape(n, c * neighbours.count(), rows, columns)); //          [N,C*K,rows,columns]
    }

    @Override
    public TorchFeatures logSumExp(int rows, int columns) {
        Tensor soft = torch.logsumexp(exact(), 3); //                                      [N,C,P]
        return with(soft.reshape(value.size(0), value.size(1), rows, columns));
    }

    @Override
    public TorchFeatures scale(Scale layer) {
        Tensor gain = weights.of(layer.logGain()).exp().mul(new Scalar(layer.start()));
        Parameter offset = layer.offset();
        return with((offset == null ? exact() : exact().add(weights.of(offset))).mul(gain));
    }

    @Override
    public TorchFeatures mean() {
        return with(exact().mean(1, 2, 3)); // [N,C,h,w] -> [N]
    }

    /** Consecutive rows of the batch: {@code [N,..] -> [count,..]}. */
    public TorchFeatures rows(int from, int count) {
        return with(value.narrow(0, from, count));
    }

    /** The rows of the batch at some indices, in their order: {@code [N,..] -> [indices,..]}. */
    public TorchFeatures rows(long[] indices) {
        return with(BatchRows.of(value, indices));
    }
}
