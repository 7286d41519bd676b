package dev.likeness.train.engine;

import dev.likeness.train.network.Parameter;

/** For tests of other packages: what backward left in the weights. */
public final class Gradients {
    private Gradients() {}

    /** The gradient of one parameter, in the order of its dimensions. */
    public static float[] of(Weights weights, Parameter parameter) {
        return Torch.read(weights.of(parameter).grad());
    }
}
