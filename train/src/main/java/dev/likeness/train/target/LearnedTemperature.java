package dev.likeness.train.target;

import dev.likeness.train.engine.Weights;
import dev.likeness.train.network.Parameter;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A temperature that training learns together with the network (Radford et al. 2021, sec. 2.3), always between
 * {@value #LOWEST} and {@value #HIGHEST}: {@code lowest (highest / lowest)^sigmoid(x + x0)}, where x is learned and starts at
 * 0, and x0 gives the initial temperature. The bounds are smooth, so the gradient is never 0 at them.
 *
 * <p>It belongs to the training, not to the network: models do not contain it.
 */
public final class LearnedTemperature {
    public static final double LOWEST = 0.01;
    public static final double HIGHEST = 0.5;

    /** x. */
    public static final Parameter PARAMETER = new Parameter("training.temperature", List.of(1), Parameter.Start.ZEROS);

    private LearnedTemperature() {}

    /**
     * The temperature of some weights.
     *
     * @param weights contain {@link #PARAMETER}
     * @param start the initial temperature, between the bounds
     */
    public static Temperature of(Weights weights, double start) {
        if (!(start > LOWEST && start < HIGHEST)) {
            throw new IllegalArgumentException(
                    "a learned temperature starts at " + start + "; allowed: between " + LOWEST + " and " + HIGHEST);
        }
        double range = Math.log(HIGHEST / LOWEST);
        double share = Math.log(start / LOWEST) / range;
        double x0 = Math.log(share / (1 - share));
        return cosines -> {
            Tensor position = weights.of(PARAMETER).add(new Scalar(x0)).sigmoid(); // [1]
            Tensor temperature = position.mul(new Scalar(range)).exp().mul(new Scalar(LOWEST));
            return cosines.div(temperature);
        };
    }
}
