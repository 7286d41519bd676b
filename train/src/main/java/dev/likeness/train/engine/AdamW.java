package dev.likeness.train.engine;

import dev.likeness.measure.ClosingGate;
import dev.likeness.train.engine.Weights.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), over one flat vector of all weights. libtorch computes
 * it in one pass over the memory, for each learning rate and weight decay.
 *
 * <p>libtorch's optimiser stores its state as a pickle keyed by the addresses of parameters; here the state is two vectors,
 * saved like any others. The gradient is clipped to a length of at most {@link #MAX_LENGTH}.
 *
 * <p>Used by one thread at a time. Another thread may call {@link #close}, which waits for the call in progress.
 */
public final class AdamW implements AutoCloseable {
    static final double BETA1 = 0.9;
    static final double BETA2 = 0.99;
    static final double EPSILON = 1e-8;
    static final double MAX_LENGTH = 5;

    private final Weights weights;
    private final Tensor first;
    private final Tensor second;
    private final Tensor number;
    private final List<Group> groups;
    private final ClosingGate gate = new ClosingGate("the optimiser", "make another for the same weights");

    public AdamW(Weights weights, double weightDecay) {
        this.weights = weights;
        first = torch.zeros(weights.values().numel()).retainReference();
        second = torch.zeros(weights.values().numel()).retainReference();
        number = torch.zeros(1).retainReference();
        groups =
                weights.stretches().stream()
                        .collect(Collectors.groupingBy(s -> List.of(s.share(), s.decays())))
                        .values()
                        .stream()
                        .map(alike -> group(alike, weightDecay))
                        .toList();
    }

    /**
     * The parameters with one learning rate and one weight decay.
     *
     * @param lists their numbers, gradients, moments, and a step number for each, as the operation takes them
     * @param share of the learning rate
     */
    private record Group(List<IValue> lists, double share, double decay) {}

    private Group group(List<Stretch> alike, double weightDecay) {
        try (PointerScope scope = new PointerScope()) {
            List<IValue> lists = Stream.of(weights.values(), weights.gradients(), first, second)
                    .map(vector -> list(alike.stream().map(s -> s.of(vector)).toList()))
                    .collect(Collectors.toCollection(ArrayList::new));
            lists.add(list(List.of())); // the largest second moments, for a variant
            lists.add(list(Collections.nCopies(alike.size(), number)));
            Stretch any = alike.get(0);
            return new Group(lists, any.share(), any.decays() ? weightDecay : 0);
        }
    }

    /** A list of tensors for the operation. The cast does what libtorch's own conversion does, which its Java presets lack. */
    private static IValue list(List<Tensor> tensors) {
        TensorList list = new TensorList(new TensorVector(tensors.toArray(Tensor[]::new)));
        return new IValue(new GenericList((Pointer) list)).retainReference();
    }

    /**
     * One step along the gradients. Then the gradients are set to zero.
     *
     * @param step the number of this step, from 1
     * @param rate the learning rate of this step; each number takes its share of it
     */
    public void step(long step, double rate) {
        gate.call(() -> weights.whileOpen(() -> {
            update(step, rate);
            return this;
        }));
    }

    private void update(long step, double rate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            Tensor gradients = weights.gradients();
            float length = gradients.norm().item_float();
            if (length > MAX_LENGTH) {
                gradients.mul_(new Scalar(MAX_LENGTH / length));
            }
            number.fill_(new Scalar((double) step));
            groups.forEach(group -> update(group, rate));
            gradients.zero_();
        }
    }

    private static void update(Group group, double rate) {
        IValueVector arguments = new IValueVector();
        group.lists.forEach(arguments::push_back);
        double[] numbers = {rate * group.share, BETA1, BETA2, group.decay, EPSILON};
        Arrays.stream(numbers).forEach(argument -> arguments.push_back(new IValue(argument)));
        arguments.push_back(new IValue(false)); // amsgrad
        arguments.push_back(new IValue(false)); // maximize
        arguments.push_back(new IValue()); //      grad_scale
        arguments.push_back(new IValue()); //      found_inf
        Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "").callBoxed(arguments);
    }

    /** {@code [P]}: the moving mean of the gradients. */
    public float[] first() {
        return gate.call(() -> Torch.read(first));
    }

    /** {@code [P]}: the moving mean of their squares. */
    public float[] second() {
        return gate.call(() -> Torch.read(second));
    }

    /** Restores the state of another run. */
    public void restore(float[] savedFirst, float[] savedSecond) {
        gate.run(() -> {
            try (PointerScope scope = new PointerScope()) {
                first.copy_(Torch.floats(savedFirst, savedFirst.length));
                second.copy_(Torch.floats(savedSecond, savedSecond.length));
            }
        });
    }

    @Override
    public void close() {
        gate.close(() -> {
            groups.forEach(group -> group.lists.forEach(IValue::close));
            first.close();
            second.close();
            number.close();
        });
    }
}
