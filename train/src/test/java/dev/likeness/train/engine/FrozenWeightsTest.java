package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Two layers, of which the first is frozen. */
class FrozenWeightsTest {
    @Test
    void frozenLayersKeepTheirNumbersAndHaveNoGradient() {
        Layers layers = new Layers();
        Conv conv = layers.conv("frozen", 2, 3, 3, 1);
        Norm norm = layers.norm("frozen_norm", 3);
        List<Parameter> frozen = layers.parameters();
        Map<Parameter, Double> none = frozen.stream().collect(Collectors.toMap(Function.identity(), p -> 0.0));
        Conv next = layers.conv("next", 3, 4, 1, 1);
        Norm nextNorm = layers.norm("next_norm", 4);
        try (PointerScope scope = new PointerScope();
                Weights weights = new Weights(layers.parameters(), none, 5);
                Weights average = new Weights(layers.parameters(), none, 5);
                AdamW optimiser = new AdamW(weights, 0.1)) {
            Map<String, float[]> before = weights.readAll();
            Tensor input = torch.rand(2, 2, 5, 5);
            TorchFeatures features =
                    new TorchFeatures(input, weights, true).conv(conv).norm(norm);
            assertThat(features.value().requires_grad()).isFalse();
            Tensor output = features.conv(next).norm(nextNorm).relu().value();
            output.mul(output).sum().backward();
            optimiser.step(1, 0.01);
            average.approach(weights, 0.5);

            int trained = next.weight().size() + 2 * 4; // with the gain and shift of its norm
            assertThat(optimiser.first()).hasSize(trained);
            for (Parameter parameter : layers.parameters()) {
                boolean same = frozen.contains(parameter);
                assertThat(Arrays.equals(weights.read(parameter), before.get(parameter.name())))
                        .as(parameter.name())
                        .isEqualTo(same);
                assertThat(Arrays.equals(average.read(parameter), before.get(parameter.name())))
                        .as("the average of " + parameter.name())
                        .isEqualTo(same);
            }
            Tensor inUse = new TorchFeatures(input, weights, false)
                    .conv(conv)
                    .norm(norm)
                    .value();
            assertThat(inUse.equal(features.value()))
                    .as("frozen norms use their running statistics")
                    .isTrue();
        }
    }
}
