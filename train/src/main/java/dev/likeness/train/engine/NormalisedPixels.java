package dev.likeness.train.engine;

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
