package dev.likeness.train.network;

import dev.likeness.train.network.Parameter.Start;
import java.util.ArrayList;
import java.util.List;

/** Makes the layers of a network and collects their parameters under dotted names. Not thread-safe. */
public final class Layers {
    private final String prefix;
    private final List<Parameter> parameters;

    public Layers() {
        this("", new ArrayList<>());
    }

    private Layers(String prefix, List<Parameter> parameters) {
        this.prefix = prefix;
        this.parameters = parameters;
    }

    /** The same list with a longer prefix: {@code within("tower").conv("conv1", ..)} makes {@code tower.conv1.weight}. */
    public Layers within(String name) {
        return new Layers(prefix + name + ".", parameters);
    }

    /** A square convolution without a bias, for use before a norm. Odd kernels at stride 1 keep the size of the map. */
    public Conv conv(String name, int inputs, int outputs, int kernel, int stride) {
        return Conv.whole(kernel(name, outputs, inputs, kernel, Start.HE), null, stride, 1);
    }

    /**
     * A convolution in groups: group i reads the i-th of {@code groups} equal slices of the inputs and makes the i-th of
     * the outputs (Krizhevsky et al. 2012). With one group for each input it is a depthwise convolution.
     */
    public Conv grouped(String name, int inputs, int outputs, int kernel, int groups) {
        return grouped(name, inputs, outputs, kernel, groups, 1);
    }

    /** As {@link #grouped}, with a stride. */
    public Conv grouped(String name, int inputs, int outputs, int kernel, int groups, int stride) {
        if (inputs % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(
                    inputs + " inputs and " + outputs + " outputs are not both divisible by " + groups + " groups");
        }
        return Conv.whole(kernel(name, outputs, inputs / groups, kernel, Start.HE), null, stride, groups);
    }

    /** As {@link #conv}, with a bias, for use without a norm. */
    public Conv convWithBias(String name, int inputs, int outputs, int kernel) {
        Parameter bias = add(name + ".bias", List.of(outputs), Start.ZEROS);
        return Conv.whole(kernel(name, outputs, inputs, kernel, Start.LECUN), bias, 1, 1);
    }

    private Parameter kernel(String name, int outputs, int inputsOfGroup, int kernel, Start start) {
        return add(name + ".weight", List.of(outputs, inputsOfGroup, kernel, kernel), start);
    }

    public Norm norm(String name, int channels) {
        List<Integer> shape = List.of(channels);
        return new Norm(
                add(name + ".weight", shape, Start.ONES),
                add(name + ".bias", shape, Start.ZEROS),
                add(name + ".running_mean", shape, Start.RUNNING_MEAN),
                add(name + ".running_var", shape, Start.RUNNING_VARIANCE));
    }

    public Linear linear(String name, int inputs, int outputs) {
        return new Linear(
                add(name + ".weight", List.of(outputs, inputs), Start.LECUN),
                add(name + ".bias", List.of(outputs), Start.ZEROS));
    }

    /** A learned scale above 0, which starts at {@code start}, and a learned offset. */
    public Scale scale(String name, double start) {
        return new Scale(
                add(name + ".log_gain", List.of(1), Start.ZEROS),
                add(name + ".offset", List.of(1), Start.ZEROS),
                start);
    }

    /** A learned scale above 0, without an offset. */
    public Scale gain(String name, double start) {
        return new Scale(add(name + ".log_gain", List.of(1), Start.ZEROS), null, start);
    }

    /** A power mean with a learned exponent above 0, which starts at {@code start}. */
    public PowerMean powerMean(String name, double start) {
        return new PowerMean(add(name + ".log_exponent", List.of(1), Start.ZEROS), start);
    }

    /** All parameters made so far, in the order in which they were made. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    private Parameter add(String name, List<Integer> shape, Start start) {
        Parameter parameter = new Parameter(prefix + name, shape, start);
        if (parameters.stream().anyMatch(other -> other.name().equals(parameter.name()))) {
            throw new IllegalArgumentException("two parameters of one network are named " + parameter.name());
        }
        parameters.add(parameter);
        return parameter;
    }
}
