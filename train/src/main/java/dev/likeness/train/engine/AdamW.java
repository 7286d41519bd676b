package dev.likeness.train.engine;

import dev.likeness.measure.ClosingGate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), over one flat vector of all weights.
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
    private final double weightDecay;
    private final Tensor first;
    private final Tensor second;
    private final ClosingGate gate = new ClosingGate("the optimiser", "make another for the same weights");

    public AdamW(Weights weights, double weightDecay) {
        this.weights = weights;
        this.weightDecay = weightDecay;
        first = torch.zeros(weights.values().numel()).retainReference();
        second = torch.zeros(weights.values().numel()).retainReference();
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
            first.lerp_(gradients, new Scalar(1 - BETA1));
            second.mul_(new Scalar(BETA2)).addcmul_(gradients, gradients, new Scalar(1 - BETA2));
            Tensor spread =
                    second.div(new Scalar(1 - Math.pow(BETA2, step))).sqrt_().add_(new Scalar(EPSILON));
            Tensor values = weights.values();
            values.addcmul_(values, weights.decayed(), new Scalar(-rate * weightDecay));
            Tensor shared = weights.isEven() ? first : first.mul(weights.rates());
            values.addcdiv_(shared, spread, new Scalar(-rate / (1 - Math.pow(BETA1, step))));
            gradients.zero_();
        }
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
            first.close();
            second.close();
        });
    }
}
