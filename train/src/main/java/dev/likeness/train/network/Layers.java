package dev.likeness.train.network;

import dev.likeness.train.network.Parameter.Start;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        return conv(name, inputs, outputs, kernel, stride, Start.HE, null);
    }

    /** As {@link #conv}, with a bias: for where no norm follows. */
    public Conv convWithBias(String name, int inputs, int outputs, int kernel) {
        return conv(name, inputs, outputs, kernel, 1, Start.LECUN, add(name + ".bias", List.of(outputs), Start.ZEROS));
    }

    private Conv conv(
            String name, int inputs, int outputs, int kernel, int stride, Start start, @Nullable Parameter bias) {
        Parameter weight = add(name + ".weight", List.of(outputs, inputs, kernel, kernel), start);
        return new Conv(weight, bias, 0, inputs, stride, kernel / 2, 1);
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
