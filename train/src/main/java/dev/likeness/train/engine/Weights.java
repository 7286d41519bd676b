package dev.likeness.train.engine;

import dev.likeness.data.SeededRandom;
import dev.likeness.measure.ClosingGate;
import dev.likeness.train.network.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The values of a network's parameters.
 *
 * <p>One flat tensor holds all trained parameters, and another their gradients. So the optimiser and the moving average are
 * a few operations on one vector, and a checkpoint is a few vectors. Each parameter is a view of its slice; kernels have the
 * layout {@code [outputs,kernel,kernel,inputs]} (channels_last, with which training runs 1.3 to 1.6 times faster).
 *
 * <p>Each parameter has a share of the learning rate. With a share of 0 it is frozen: it has no gradient, so libtorch keeps
 * nothing for a backward pass of layers that only have frozen parameters before and in them, and the optimiser has no state
 * for it.
 *
 * <p>Used by one thread at a time. Another thread may call {@link #close}, which waits for the call in progress.
 */
public final class Weights implements AutoCloseable {
    private final List<Parameter> parameters;
    private final Map<Parameter, Double> shares;
    private final Map<String, Tensor> views = new HashMap<>();
    private final Tensor values;
    private final Tensor gradients;
    private final Tensor constants;
    private final List<Stretch> stretches;
    private final ClosingGate gate = new ClosingGate("the network's weights", "make new ones");

    /** The initial weights. They depend on the seed only. */
    public Weights(List<Parameter> parameters, long seed) {
        this(parameters, Map.of(), seed, torch.ScalarType.Float);
    }

    /**
     * As {@link #Weights(List, long)}, with parameters that training changes more slowly than others, or not at all.
     *
     * @param shares of the learning rate, 0 or more; 0: the parameter is frozen. It is 1 for parameters that are not keys
     */
    public Weights(List<Parameter> parameters, Map<Parameter, Double> shares, long seed) {
        this(parameters, shares, seed, torch.ScalarType.Float);
    }

    /** As {@link #Weights(List, long)} in 64 bits: too slow for training, precise enough to check gradients. */
    static Weights inDouble(List<Parameter> parameters, long seed) {
        return new Weights(parameters, Map.of(), seed, torch.ScalarType.Double);
    }

    private Weights(List<Parameter> parameters, Map<Parameter, Double> shares, long seed, torch.ScalarType type) {
        this.parameters = List.copyOf(parameters);
        this.shares = Map.copyOf(shares);
        values = zeros(true, type);
        gradients = zeros(true, type);
        constants = zeros(false, type);
        List<Stretch> ofEach = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            long trainedAt = 0;
            long constantsAt = 0;
            for (Parameter parameter : parameters) {
                int size = parameter.size();
                if (trains(parameter)) {
                    Tensor view =
                            view(values.narrow(0, trainedAt, size), parameter).detach();
                    view.set_requires_grad(true);
                    view.mutable_grad().put(view(gradients.narrow(0, trainedAt, size), parameter));
                    ofEach.add(new Stretch(
                            trainedAt, size, share(parameter), parameter.shape().size() > 1));
                    views.put(parameter.name(), view.retainReference());
                    trainedAt += size;
                } else {
                    Tensor view = view(constants.narrow(0, constantsAt, size), parameter);
                    views.put(parameter.name(), view.retainReference());
                    constantsAt += size;
                }
                write(parameter, start(parameter, seed));
            }
        }
        stretches = List.copyOf(ofEach);
    }

    private Tensor zeros(boolean trained, torch.ScalarType type) {
        int count = parameters.stream()
                .filter(p -> trains(p) == trained)
                .mapToInt(Parameter::size)
                .sum();
        return torch.zeros(new long[] {count}, new TensorOptions(type)).retainReference();
    }

    /** Whether gradients change a parameter. */
    private boolean trains(Parameter parameter) {
        return parameter.trained() && !isFrozen(parameter);
    }

    /** Whether training leaves a parameter, or a statistic of batch normalisation, as it is. */
    public boolean isFrozen(Parameter parameter) {
        return share(parameter) == 0;
    }

    private double share(Parameter parameter) {
        return shares.getOrDefault(parameter, 1.0);
    }

    private static Tensor view(Tensor stretch, Parameter parameter) {
        long[] shape = parameter.dimensions();
        return shape.length == 4
                ? stretch.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2)
                : stretch.view(shape);
    }

    private static float[] start(Parameter parameter, long seed) {
        Random random = SeededRandom.of(seed, parameter.name().hashCode());
        float[] start = new float[parameter.size()];
        for (int i = 0; i < start.length; i++) {
            start[i] = switch (parameter.start()) {
                case HE -> (float) (random.nextGaussian() * Math.sqrt(2.0 / parameter.fanIn()));
                case LECUN -> (float) ((2 * random.nextDouble() - 1) / Math.sqrt(parameter.fanIn()));
                case ONES, RUNNING_VARIANCE -> 1;
                case ZEROS, RUNNING_MEAN -> 0;
            };
        }
        return start;
    }

    /** The tensor of a parameter, in its shape: it holds the current numbers, and a backward pass fills its gradient. */
    public Tensor of(Parameter parameter) {
        Tensor view = gate.call(() -> views.get(parameter.name()));
        if (view == null) {
            throw new IllegalArgumentException("these weights have no " + parameter);
        }
        return view;
    }

    /**
     * Does some work with the tensors of these weights, which stay open meanwhile.
     *
     * @throws IllegalStateException if they are closed
     */
    public <T> T whileOpen(Supplier<T> work) {
        return gate.call(work);
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** The numbers of one parameter, in the order of its dimensions. */
    public float[] read(Parameter parameter) {
        return gate.call(() -> Torch.read(of(parameter)));
    }

    /** Replaces the numbers of one parameter, given in the order of its dimensions. */
    public void write(Parameter parameter, float[] numbers) {
        if (numbers.length != parameter.size()) {
            throw new IllegalArgumentException(
                    parameter + " takes " + parameter.size() + " numbers, not " + numbers.length);
        }
        gate.run(() -> {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradients = new NoGradGuard()) {
                of(parameter).detach().copy_(Torch.floats(numbers, parameter.dimensions()));
            }
        });
    }

    /** All numbers by name, in the order of the parameters, for saving and export. */
    public Map<String, float[]> readAll() {
        Map<String, float[]> all = new LinkedHashMap<>();
        gate.run(() -> parameters.forEach(p -> all.put(p.name(), read(p))));
        return all;
    }

    /** Replaces all numbers. */
    public void writeAll(Map<String, float[]> all) {
        gate.run(() -> parameters.forEach(parameter -> {
            float[] numbers = all.get(parameter.name());
            if (numbers == null) {
                throw new IllegalArgumentException("no numbers for " + parameter);
            }
            write(parameter, numbers);
        }));
    }

    /** {@code [P]}: all trained numbers. */
    Tensor values() {
        return values;
    }

    /** {@code [P]}: the gradients, to which each backward pass adds. */
    Tensor gradients() {
        return gradients;
    }

    /**
     * A parameter's numbers in the vector of all trained numbers.
     *
     * @param share of the learning rate, above 0
     * @param decays whether weight decay applies: to kernels and matrices, not to norms and biases
     */
    record Stretch(long from, long length, double share, boolean decays) {
        Tensor of(Tensor vector) {
            return vector.narrow(0, from, length);
        }
    }

    /** The trained parameters, in the order of the vectors of all numbers. */
    List<Stretch> stretches() {
        return stretches;
    }

    /** Moves towards other weights of the same network: {@code this += share (other - this)}. */
    public void approach(Weights other, double share) {
        gate.run(() -> other.gate.run(() -> {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradients = new NoGradGuard()) {
                Scalar step = new Scalar(share);
                values.lerp_(other.values, step);
                constants.lerp_(other.constants, step);
            }
        }));
    }

    /** Frees the tensors, after the call in progress has ended. A second close does nothing. */
    @Override
    public void close() {
        gate.close(() -> {
            views.values().forEach(Tensor::close);
            values.close();
            gradients.close();
            constants.close();
        });
    }
}
