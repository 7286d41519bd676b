package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Linear;
import dev.likeness.train.network.Parameter;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamWTest {
    private static final double DECAY = 0.1;

    /**
     * Compares with algorithm 2 of Loshchilov and Hutter, as a loop over single numbers in double. A share of the learning
     * rate multiplies the whole step, with its weight decay.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.1})
    void followsThePaperStepByStep(double share) {
        Layers layers = new Layers();
        Linear linear = layers.linear("linear", 3, 2);
        try (PointerScope scope = new PointerScope();
                Weights weights = new Weights(layers.parameters(), Map.of(linear.weight(), share), 5);
                AdamW optimiser = new AdamW(weights, DECAY)) {
            Reference weight = new Reference(weights.read(linear.weight()), DECAY);
            Reference bias = new Reference(weights.read(linear.bias()), 0); // biases do not decay
            Random random = new Random(2);
            for (int step = 1; step <= 25; step++) {
                float[] towards = {(float) random.nextGaussian(), (float) random.nextGaussian()};
                float[] input = {1, -2, (float) random.nextGaussian()};
                double[] weightGradient = new double[6];
                double[] biasGradient = new double[2];
                for (int o = 0; o < 2; o++) {
                    biasGradient[o] = towards[o];
                    for (int i = 0; i < 3; i++) {
                        weightGradient[o * 3 + i] = (double) towards[o] * input[i];
                    }
                }
                Tensor output = new TorchFeatures(Torch.floats(input, 1, 3), weights, true)
                        .linear(linear)
                        .value();
                output.mul(Torch.floats(towards, 1, 2)).sum().backward();
                optimiser.step(step, 0.01 / step);
                double length = Math.sqrt(squares(weightGradient) + squares(biasGradient));
                double scale = Math.min(1, AdamW.MAX_LENGTH / length);
                weight.step(weightGradient, scale, step, share * 0.01 / step);
                bias.step(biasGradient, scale, step, 0.01 / step);
            }
            weight.assertEquals(weights, linear.weight());
            bias.assertEquals(weights, linear.bias());
        }
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static final class Reference {
        private final double[] values;
        private final double[] first;
        private final double[] second;
        private final double decay;

        Reference(float[] start, double decay) {
            values = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                values[i] = start[i];
            }
            first = new double[start.length];
            second = new double[start.length];
            this.decay = decay;
        }

        void step(double[] gradient, double scale, int step, double rate) {
            for (int i = 0; i < values.length; i++) {
                double g = gradient[i] * scale;
                first[i] = AdamW.BETA1 * first[i] + (1 - AdamW.BETA1) * g;
                second[i] = AdamW.BETA2 * second[i] + (1 - AdamW.BETA2) * g * g;
                double m = first[i] / (1 - Math.pow(AdamW.BETA1, step));
                double v = second[i] / (1 - Math.pow(AdamW.BETA2, step));
                values[i] -= rate * (m / (Math.sqrt(v) + AdamW.EPSILON) + decay * values[i]);
            }
        }

        void assertEquals(Weights weights, Parameter parameter) {
            float[] trained = weights.read(parameter);
            for (int i = 0; i < values.length; i++) {
                assertThat((double) trained[i]).isCloseTo(values[i], Offset.offset(2e-6));
            }
        }
    }
}
