package dev.likeness.train.network;

import org.jspecify.annotations.Nullable;

/**
 * A convolution with zero padding, or a part of one: some of its outputs, some of its inputs, some of its groups. The
 * parts of a whole share its weights, so they are trained together and add up to it.
 *
 * @param weight of the whole, {@code [outputs, inputs / groups, kernel, kernel]}
 * @param bias of the whole, {@code [outputs]}, or null; parts have none
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
                throw new IllegalArgumentException("from " + from + " to " + to + " is no slice");
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

    /** The channels that a picture's features must have to go in. */
    public int inputChannels() {
        return inputs.length() * groups;
    }

    /** The channels that come out. */
    public int outputChannels() {
        return outputs.length();
    }

    /** The height or width of what comes out of a map that is {@code size} high or wide. */
    public int cellsFrom(int size) {
        return (size + 2 * padding - kernel()) / stride + 1;
    }

    /** Whether this uses all of its weights. */
    public boolean whole() {
        return outputs.length() == weight.shape().get(0)
                && inputs.length() == weight.shape().get(1);
    }

    /**
     * The part that reads the input channels {@code from} (inclusive) to {@code to} (exclusive) of each group. A
     * convolution is linear, so such parts add up: {@code conv(concat(a, b)) = conv.inputs(0, C)(a) + conv.inputs(C,
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

    /** The groups {@code from} (inclusive) to {@code to} (exclusive): each reads its own inputs, so they stand alone. */
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
            throw new IllegalArgumentException("a convolution with a bias cannot be cut: the bias belongs to no part");
        }
    }
}
