package dev.likeness.train.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.train.engine.GradientCheck;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedTemperatureTest {
    private final PointerScope scope = new PointerScope();
    private final Weights weights = GradientCheck.weights(List.of(LearnedTemperature.PARAMETER), 5);

    @AfterEach
    void free() {
        weights.close();
        scope.close();
    }

    /** The temperature: what divides 1. */
    private double temperature(double start, float x) {
        weights.write(LearnedTemperature.PARAMETER, new float[] {x});
        Tensor one = torch.ones(1).toType(torch.ScalarType.Double);
        return 1 / LearnedTemperature.of(weights, start).divide(one).item_double();
    }

    /**
     * By hand: {@code 0.01 * 50^(1/2)} is the geometric mean of the bounds, where x0 = 0; x = ln 3 moves the sigmoid to 3/4:
     * {@code 0.01 * 50^(3/4) = 0.18803}.
     */
    @Test
    void movesBetweenItsBounds() {
        double middle = Math.sqrt(0.005);

        assertThat(temperature(middle, 0)).isCloseTo(0.0707107, Offset.offset(1e-6));
        assertThat(temperature(middle, (float) Math.log(3))).isCloseTo(0.18803, Offset.offset(1e-5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.011, 0.07, 0.1, 0.49})
    void startsAtTheRecipesTemperatureAndStaysInItsBounds(double start) {
        assertThat(temperature(start, 0)).isCloseTo(start, Offset.offset(1e-9));
        assertThat(temperature(start, 1)).isGreaterThan(start);
        assertThat(temperature(start, -1)).isLessThan(start);
        assertThat(temperature(start, 1000)).isCloseTo(0.5, Offset.offset(1e-9));
        assertThat(temperature(start, -1000)).isCloseTo(0.01, Offset.offset(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 1, Double.NaN})
    void aStartOutsideTheBoundsIsAnError(double start) {
        assertThatThrownBy(() -> LearnedTemperature.of(weights, start))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: between 0.01 and 0.5");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1.5", "2"})
    void gradientsOfInfoNceEqualFiniteDifferences(float x) {
        weights.write(LearnedTemperature.PARAMETER, new float[] {x});
        Random random = new Random(3);
        TorchFeatures first = GradientCheck.features(weights, random, 5, 4);
        TorchFeatures second = GradientCheck.features(weights, random, 5, 4);
        Tensor scores = torch.ones(5).toType(torch.ScalarType.Double);
        Temperature learned = LearnedTemperature.of(weights, 0.1);

        GradientCheck.check(
                weights,
                List.of(first, second),
                random,
                () -> Targets.named("info-nce")
                        .loss(new Target.Scored(
                                scores,
                                scores,
                                0,
                                first.unit().value(),
                                second.unit().value(),
                                learned,
                                1)));
    }
}
