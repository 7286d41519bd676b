package dev.likeness.train.network;

import java.util.Arrays;
import java.util.List;

/**
 * A named array of learned numbers, and its initial values.
 *
 * @param name unique in the network, such as {@code tower.conv1.weight}
 * @param shape such as {@code [outputs,inputs,kernel,kernel]}
 * @param start the initial values
 */
public record Parameter(String name, List<Integer> shape, Start start) {
    /** The initial values of a parameter. */
    public enum Start {
        /** Normal with variance 2 / fan-in, for layers before a ReLU (He et al. 2015, eq. 10). */
        HE,
        /** Uniform within 1 / sqrt(fan-in), for layers without a ReLU (LeCun et al. 1998). */
        LECUN,
        ONES,
        ZEROS,
        /** Zeros; not trained, but a running average over batches: the mean of batch normalisation. */
        RUNNING_MEAN,
        /** Ones; not trained, but a running average over batches: the variance of batch normalisation. */
        RUNNING_VARIANCE
    }

    public Parameter {
        shape = List.copyOf(shape);
    }

    /** The count of its numbers. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The inputs of one output: the product of all dimensions after the first. */
    public int fanIn() {
        return size() / shape.get(0);
    }

    /** Whether gradients change it; the statistics of batch normalisation are running averages instead. */
    public boolean trained() {
        return start != Start.RUNNING_MEAN && start != Start.RUNNING_VARIANCE;
    }

    /** The shape in the form that libtorch and safetensors take. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    @Override
    public String toString() {
        return name + Arrays.toString(dimensions());
    }
}
