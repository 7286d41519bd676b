package dev.likeness.train.engine;

import dev.likeness.train.network.Norm;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Pixels after batch normalisation, as {@code gain x + shift} of the standardised pixels x, so that the convolution that follows
 * needs no gradient of its input.
 *
 * <p>A convolution with zero padding is linear, so {@code conv(gain x + shift) = conv'([x, 1])}: the kernel of conv' is that of
 * conv times the gain of each channel, and one more channel, which is the sum of that kernel times the shift over the channels.
 * The input is constant, and the gradients of gain and shift come from that of the kernel. In the plain form, the gradient of
 * gain and shift needs that of each pixel: 4 to 6 % of the time in convolutions.
 *
 * @param standard {@code [N,c,H,W]}, with mean 0 and variance 1 in each channel
 * @param gain {@code [c]}
 * @param shift {@code [c]}
 */
public record NormalisedPixels(Tensor standard, Tensor gain, Tensor shift) {
    private static final long[] ONE = {1, 1};

    /** Whether a norm can be computed in this form: of a constant map, with a gain that is trained. */
    static boolean serves(Tensor value, Tensor gain) {
        return value.dim() == 4 && !value.requires_grad() && gain.requires_grad();
    }

    /**
     * Normalises pixels {@code [N,c,H,W]} with their own mean and variance, as batch normalisation does, and updates the running
     * averages. Sums run over rows of W c numbers, since libtorch's batch normalisation is slow for one or three channels that
     * come last.
     */
    static NormalisedPixels of(Tensor value, Norm layer, Weights weights, double momentum) {
        long channels = value.size(1);
        long width = value.size(3);
        Tensor pixels = value.permute(0, 2, 3, 1).contiguous(); //                        [N,H,W,c]
        Tensor rows = pixels.view(-1, width * channels); //                               [N H,W c]
        double count = (double) rows.size(0) * width;
        Tensor mean = perChannel(rows, channels).div(new Scalar(count)); //               [c]
        Tensor centred = rows.sub(mean.repeat(width)); //                                 [N H,W c]
        Tensor squares = perChannel(centred.mul(centred), channels); //                   [c]
        Tensor variance = squares.div(new Scalar(count));
        Tensor deviation = variance.add(new Scalar(Norm.EPSILON)).sqrt();
        Tensor standard = centred.div_(deviation.repeat(width)).view(pixels.sizes());
        approach(weights.of(layer.mean()), mean, momentum);
        approach(weights.of(layer.variance()), squares.div(new Scalar(count - 1)), momentum);
        return new NormalisedPixels(standard.permute(0, 3, 1, 2), weights.of(layer.gain()), weights.of(layer.shift()));
    }

    private static Tensor perChannel(Tensor rows, long channels) { // [M,W c] -> [c]
        return rows.sum(0).view(-1, channels).sum(0);
    }

    /** Not through autograd: the other norms of the step have kept their averages, which are in the same memory. */
    private static void approach(Tensor average, Tensor value, double share) {
        average.variable_data().mul_(new Scalar(1 - share)).add_(value.mul(new Scalar(share)));
    }

    /** The pixels after normalisation. */
    Tensor value() {
        return broadcast(shift).addcmul(standard, broadcast(gain), new Scalar(1f));
    }

    private static Tensor broadcast(Tensor perChannel) {
        return perChannel.view(1, -1, 1, 1); // [c] -> [1,c,1,1]
    }

    /** A convolution of {@link #value}, without a bias. */
    Tensor conv(Tensor kernel, long stride, long padding) {
        Tensor ones = torch.ones_like(standard.narrow(1, 0, 1)); //                          [N,1,H,W]
        Tensor input = torch.cat(new TensorVector(standard, ones), 1); //                    [N,c+1,H,W]
        Tensor ofShift = kernel.mul(broadcast(shift)).sum(new long[] {1}, true, new ScalarTypeOptional()); // [O,1,k,k]
        Tensor joined = torch.cat(new TensorVector(kernel.mul(broadcast(gain)), ofShift), 1); //        [O,c+1,k,k]
        return torch.conv2d(
                input.contiguous(torch.MemoryFormat.ChannelsLast),
                joined.contiguous(torch.MemoryFormat.ChannelsLast),
                new TensorOptional(),
                new long[] {stride, stride},
                new long[] {padding, padding},
                ONE,
                1);
    }
}
