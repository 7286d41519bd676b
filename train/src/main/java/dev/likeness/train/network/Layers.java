package dev.likeness.train.network;

import dev.likeness.train.network.Parameter.Start;
import java.util.ArrayList;
import java.util.List;

/** Makes the layers of a network and gathers their parameters under dotted names. For one thread, while building. */
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

    /** The same list under a longer prefix: {@code within("tower").conv("conv1", ..)} makes {@code tower.conv1.weight}. */
    public Layers within(String name) {
        return new Layers(prefix + name + ".", parameters);
    }

    /** A square convolution that keeps the map's size at stride 1 (odd kernels), without a bias: a norm follows it. */
    public Conv conv(String name, int inputs, int outputs, int kernel, int stride) {
        return Conv.whole(kernel(name, outputs, inputs, kernel, Start.HE), null, stride, 1);
    }

    /**
     * A convolution in groups: group i reads the i-th of {@code groups} equal stretches of the inputs and makes the i-th
     * of the outputs (Krizhevsky et al. 2012). With as many groups as inputs it is a depthwise convolution.
     */
    public Conv grouped(String name, int inputs, int outputs, int kernel, int groups) {
        return grouped(name, inputs, outputs, kernel, groups, 1);
    }

    /** As {@link #grouped}, with a stride. */
    public Conv grouped(String name, int inputs, int outputs, int kernel, int groups, int stride) {
        if (inputs % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(
                    inputs + " inputs and " + outputs + " outputs do not divide into " + groups + " groups");
        }
        return Conv.whole(kernel(name, outputs, inputs / groups, kernel, Start.HE), null, stride, groups);
    }

    /** As {@link #conv}, with a bias: for where no norm follows. */
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

    /** A learned scale above 0, {@code start} at first, and an offset. */
    public Scale scale(String name, double start) {
        return new Scale(
                add(name + ".log_gain", List.of(1), Start.ZEROS),
                add(name + ".offset", List.of(1), Start.ZEROS),
                start);
    }

    /** A learned scale above 0 alone. */
    public Scale gain(String name, double start) {
        return new Scale(add(name + ".log_gain", List.of(1), Start.ZEROS), null, start);
    }

    /** All parameters made so far, in the order of their making. */
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
