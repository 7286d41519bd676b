package dev.likeness.train.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.train.target.Target.Scored;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final double TEMPERATURE = 0.2;
    private static final int N = 5;
    private static final int M = 7;
    private static final int D = 4;

    private final double[] matches = numbers(N, 1);
    private final double[] nonMatches = numbers(M, 2);
    private final double[] first = unit(numbers(N * D, 3));
    private final double[] second = unit(numbers(N * D, 4));

    @Test
    void crossEntropyOfAKnownScore() {
        try (PointerScope scope = new PointerScope()) {
            Tensor zero = doubles(new double[] {0}, 1);
            Tensor none = doubles(new double[] {1, 0}, 1, 2);

            double loss = Targets.named("cross-entropy")
                    .loss(new Scored(zero, zero, none, none, TEMPERATURE))
                    .item_double();

            assertThat(loss).isCloseTo(Math.log(2), Offset.offset(1e-12));
        }
    }

    @Test
    void crossEntropyIsItsFormula() {
        checkAgainst("cross-entropy", this::crossEntropy);
    }

    @Test
    void infoNceIsItsFormula() {
        checkAgainst("info-nce", this::infoNce);
    }

    @Test
    void sumsAreWeighted() {
        try (PointerScope scope = new PointerScope()) {
            double loss = Targets.sum(Map.of("cross-entropy", 0.5, "info-nce", 2.0))
                    .loss(scored(false))
                    .item_double();

            assertThat(loss).isCloseTo(0.5 * crossEntropy() + 2 * infoNce(), Offset.offset(1e-10));
        }
    }

    @Test
    void anUnknownTargetIsAnErrorThatListsTheKnown() {
        assertThatThrownBy(() -> Targets.sum(Map.of("cosine", 1.0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'cosine'")
                .hasMessageContaining("cross-entropy, info-nce");
    }

    /** The loss equals a plain loop over the formula; its gradients equal finite differences of that loop. */
    private void checkAgainst(String name, DoubleSupplier formula) {
        try (PointerScope scope = new PointerScope()) {
            Scored scored = scored(true);
            Tensor loss = Targets.named(name).loss(scored);
            assertThat(loss.item_double()).isCloseTo(formula.getAsDouble(), Offset.offset(1e-10));
            loss.backward();
            checkGradient(scored.matches(), matches, formula);
            checkGradient(scored.nonMatches(), nonMatches, formula);
            checkGradient(scored.first(), first, formula);
            checkGradient(scored.second(), second, formula);
        }
    }

    private void checkGradient(Tensor tensor, double[] numbers, DoubleSupplier formula) {
        double step = 1e-6;
        for (int i = 0; i < numbers.length; i++) {
            double kept = numbers[i];
            numbers[i] = kept + step;
            double above = formula.getAsDouble();
            numbers[i] = kept - step;
            double below = formula.getAsDouble();
            numbers[i] = kept;
            double gradient = tensor.grad().defined()
                    ? tensor.grad().contiguous().data_ptr_double().get(i)
                    : 0;
            assertThat(gradient).isCloseTo((above - below) / (2 * step), Offset.offset(1e-6));
        }
    }

    private double crossEntropy() {
        double positive = 0;
        for (double score : matches) {
            positive -= Math.log(1 / (1 + Math.exp(-score)));
        }
        double negative = 0;
        for (double score : nonMatches) {
            negative -= Math.log(1 - 1 / (1 + Math.exp(-score)));
        }
        return (positive / N + negative / M) / 2;
    }

    private double infoNce() {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double forth = 0;
            double back = 0;
            for (int j = 0; j < N; j++) {
                forth += Math.exp(cosine(i, j) / TEMPERATURE);
                back += Math.exp(cosine(j, i) / TEMPERATURE);
            }
            double partner = Math.exp(cosine(i, i) / TEMPERATURE);
            sum -= (Math.log(partner / forth) + Math.log(partner / back)) / 2;
        }
        return sum / N;
    }

    private double cosine(int i, int j) {
        double sum = 0;
        for (int d = 0; d < D; d++) {
            sum += first[i * D + d] * second[j * D + d];
        }
        return sum;
    }

    private Scored scored(boolean gradients) {
        return new Scored(
                doubles(matches, N).set_requires_grad(gradients),
                doubles(nonMatches, M).set_requires_grad(gradients),
                doubles(first, N, D).set_requires_grad(gradients),
                doubles(second, N, D).set_requires_grad(gradients),
                TEMPERATURE);
    }

    private static Tensor doubles(double[] values, long... shape) {
        return torch.from_blob(new DoublePointer(values), shape, new TensorOptions(torch.ScalarType.Double))
                .clone();
    }

    private static double[] numbers(int count, long seed) {
        Random random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextGaussian();
        }
        return numbers;
    }

    private static double[] unit(double[] rows) {
        for (int row = 0; row < rows.length; row += D) {
            double sum = 0;
            for (int d = 0; d < D; d++) {
                sum += rows[row + d] * rows[row + d];
            }
            for (int d = 0; d < D; d++) {
                rows[row + d] /= Math.sqrt(sum);
            }
        }
        return rows;
    }
}
