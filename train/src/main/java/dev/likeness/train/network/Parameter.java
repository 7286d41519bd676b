package dev.likeness.train.network;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers that training finds: a named array and how it starts.
 *
 * @param name unique in the network, such as {@code tower.conv1.weight}
 * @param shape such as {@code [outputs,inputs,kernel,kernel]}
 * @param start how it is filled before the first step
 */
public record Parameter(String name, List<Integer> shape, Start start) {
    /** How a parameter is filled before training. */
    public enum Start {
        /** Normal with variance 2 / fan-in, for what a ReLU follows (He et al. 2015, eq. 10). */
        HE,
        /** Uniform within 1 / sqrt(fan-in), for what no ReLU follows (LeCun et al. 1998). */
        LECUN,
        ONES,
        ZEROS,
        /** Zeros, and followed from batch to batch instead of trained: the mean that batch normalisation runs on. */
        RUNNING_MEAN,
        /** Ones, and followed from batch to batch instead of trained. */
        RUNNING_VARIANCE
    }

    public Parameter {
        shape = List.copyOf(shape);
    }

    /** How many numbers it holds. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** How many inputs reach one output: the product of all dimensions after the first. */
    public int fanIn() {
        return size() / shape.get(0);
    }

    /** Whether gradients change it; the statistics of batch normalisation follow the batches instead. */
    public boolean trained() {
        return start != Start.RUNNING_MEAN && start != Start.RUNNING_VARIANCE;
    }

    /** The shape as libtorch and safetensors take it. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    @Override
    public String toString() {
        return name + Arrays.toString(dimensions());
    }
}
