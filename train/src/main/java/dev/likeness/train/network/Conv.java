package dev.likeness.train.network;

import org.jspecify.annotations.Nullable;

/**
 * A convolution with zero padding, or a part of one that was cut out by its input channels.
 *
 * @param weight {@code [outputs, all inputs / groups, kernel, kernel]}
 * @param bias {@code [outputs]}, or null
 * @param from the first input channel that this part reads
 * @param inputs how many input channels this part reads
 */
public record Conv(
        Parameter weight, @Nullable Parameter bias, int from, int inputs, int stride, int padding, int groups) {
    public int outputs() {
        return weight.shape().get(0);
    }

    public int kernel() {
        return weight.shape().get(2);
    }

    /** Whether this reads all the input channels that its weights were made for. */
    public boolean whole() {
        return inputs == weight.shape().get(1) * groups;
    }

    /**
     * The part of this convolution that reads input channels {@code from} (inclusive) to {@code to} (exclusive). The
     * parts of a whole add up to it, as convolution is linear: {@code conv(concat(a, b)) = conv.inputs(0, C)(a) +
     * conv.inputs(C, 2C)(b)}.
     */
    public Conv inputs(int from, int to) {
        if (groups != 1 || bias != null || from < 0 || to > inputs || from >= to) {
            throw new IllegalArgumentException("inputs " + from + " to " + to + " of " + this
                    + ": a convolution can be cut within its inputs, where it has one group and no bias");
        }
        return new Conv(weight, null, this.from + from, to - from, stride, padding, 1);
    }
}
