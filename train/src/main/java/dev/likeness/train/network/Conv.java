package dev.likeness.train.network;

import org.jspecify.annotations.Nullable;

/**
 * A convolution with zero padding, or a part of one: some of its outputs, inputs or groups. The parts share the weights of
 * the whole, so they are trained together and their sum is the whole.
 *
 * @param weight of the whole convolution, {@code [outputs, inputs / groups, kernel, kernel]}
 * @param bias of the whole convolution, {@code [outputs]}, or null; parts have none
 * @param outputs which rows of the weight this part uses
 * @param inputs which input channels of each of its groups this part reads
 * @param groups of this part
 */
public record Conv(
        Parameter weight, @Nullable Parameter bias, Slice outputs, Slice inputs, int stride, int padding, int groups) {

    /** From {@code from} (inclusive) to {@code to} (exclusive). */
    public record Slice(int from, int to) {
        public Slice {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("from " + from + " to " + to + " is not a slice");
            }
        }

        public int length() {
            return to - from;
        }
    }

    /** A whole convolution. */
    static Conv whole(Parameter weight, @Nullable Parameter bias, int stride, int groups) {
        Slice outputs = new Slice(0, weight.shape().get(0));
        Slice inputs = new Slice(0, weight.shape().get(1));
        return new Conv(weight, bias, outputs, inputs, stride, weight.shape().get(2) / 2, groups);
    }

    public int kernel() {
        return weight.shape().get(2);
    }

    /** The channels of its input. */
    public int inputChannels() {
        return inputs.length() * groups;
    }

    /** The channels of its output. */
    public int outputChannels() {
        return outputs.length();
    }

    /** The height or width of its output for an input of height or width {@code size}. */
    public int cellsFrom(int size) {
        return (size + 2 * padding - kernel()) / stride + 1;
    }

    /** Whether this uses all weights. */
    public boolean whole() {
        return outputs.length() == weight.shape().get(0)
                && inputs.length() == weight.shape().get(1);
    }

    /**
     * The part that reads the input channels {@code from} (inclusive) to {@code to} (exclusive) of each group. A
     * convolution is linear, so the parts add up: {@code conv(concat(a, b)) = conv.inputs(0, C)(a) + conv.inputs(C,
     * 2C)(b)}.
     */
    public Conv inputs(int from, int to) {
        requireNoBias();
        if (to > inputs.length()) {
            throw new IllegalArgumentException("inputs " + from + " to " + to + " of " + inputs.length());
        }
        Slice part = new Slice(inputs.from + from, inputs.from + to);
        return new Conv(weight, null, outputs, part, stride, padding, groups);
    }

    /** The groups {@code from} (inclusive) to {@code to} (exclusive): each reads its own inputs only. */
    public Conv groups(int from, int to) {
        requireNoBias();
        if (to > groups) {
            throw new IllegalArgumentException("groups " + from + " to " + to + " of " + groups);
        }
        int each = outputs.length() / groups;
        Slice part = new Slice(outputs.from + from * each, outputs.from + to * each);
        return new Conv(weight, null, part, inputs, stride, padding, to - from);
    }

    private void requireNoBias() {
        if (bias != null) {
            throw new IllegalArgumentException("a convolution with a bias has no parts: the bias belongs to the whole");
        }
    }
}
