package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.network.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Compares gradients with finite differences, in 64 bits. */
public final class GradientCheck {
    private static final double STEP = 1e-6;
    private static final int CHECKED = 8;

    private GradientCheck() {}

    /** Weights with enough precision for the check. */
    public static Weights weights(List<Parameter> parameters, long seed) {
        return Weights.inDouble(parameters, seed);
    }

    /** Normally distributed features in 64 bits that collect gradients. */
    public static TorchFeatures features(Weights weights, Random random, long... shape) {
        int size = 1;
        for (long dimension : shape) {
            size *= (int) dimension;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Tensor tensor = Torch.floats(values, shape).to(torch.ScalarType.Double);
        tensor.set_requires_grad(true);
        return new TorchFeatures(tensor, weights, true);
    }

    /**
     * Checks the gradients of a loss: for some numbers of every trained parameter, and of some inputs, the gradient equals
     * {@code (loss(x + h) - loss(x - h)) / 2h}.
     *
     * @param loss computes the loss from these weights and inputs
     */
    public static void check(Weights weights, List<TorchFeatures> inputs, Random random, Supplier<Tensor> loss) {
        List<Tensor> leaves = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Parameter parameter : weights.parameters()) {
            if (parameter.trained()) {
                leaves.add(weights.of(parameter));
                names.add(parameter.name());
            }
        }
        for (int i = 0; i < inputs.size(); i++) {
            leaves.add(inputs.get(i).value());
            names.add("input " + i);
        }
        weights.gradients().zero_();
        loss.get().backward();
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            check(leaves.get(leaf), names.get(leaf), random, loss);
        }
    }

    private static void check(Tensor leaf, String name, Random random, Supplier<Tensor> loss) {
        Tensor gradients = leaf.grad().contiguous().flatten();
        long size = leaf.numel();
        for (int i = 0; i < Math.min(CHECKED, size); i++) {
            long at = size <= CHECKED ? i : random.nextInt((int) size);
            double up = moved(leaf, at, STEP, loss);
            double down = moved(leaf, at, -STEP, loss);
            double expected = (up - down) / (2 * STEP);
            double actual = gradients.get(at).item_double();
            assertThat(actual)
                    .as(name + " at " + at)
                    .isCloseTo(expected, Offset.offset(1e-5 * Math.max(1, Math.abs(expected))));
        }
    }

    /** The loss with one changed number of a leaf. Restores the number. */
    private static double moved(Tensor leaf, long at, double by, Supplier<Tensor> loss) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            Tensor one = torch.zeros(new long[] {leaf.numel()}, leaf.options());
            one.narrow(0, at, 1).fill_(new Scalar(by));
            Tensor step = one.view(leaf.sizes().vec().get());
            Tensor before = leaf.detach().clone();
            leaf.detach().add_(step);
            double value = loss.get().item_double();
            leaf.detach().copy_(before);
            return value;
        }
    }
}
