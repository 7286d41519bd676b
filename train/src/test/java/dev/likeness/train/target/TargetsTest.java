package dev.likeness.train.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.train.target.Target.Scored;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
    private final ScoredNumbers numbers = ScoredNumbers.random(5, 2, 3);

    /** A loss, and its gradients by the score of the first match and by the first number of the first embedding. */
    private double[] lossAndSlopes(Target target) {
        try (PointerScope scope = new PointerScope()) {
            Scored scored = numbers.tensors(torch.ScalarType.Double);
            Tensor loss = target.loss(scored);
            loss.backward();
            return new double[] {
                loss.item_double(),
                ScoredNumbers.gradient(scored.matches())[0],
                ScoredNumbers.gradient(scored.first())[0]
            };
        }
    }

    private void checkSum(Map<String, Double> weights) {
        double[] expected = new double[3];
        weights.forEach((name, weight) -> {
            double[] alone = lossAndSlopes(Targets.named(name));
            for (int i = 0; i < expected.length; i++) {
                expected[i] += weight * alone[i];
            }
        });

        assertThat(lossAndSlopes(Targets.sum(weights))).containsExactly(expected, Offset.offset(1e-12));
    }

    @Test
    void sumsAreWeighted() {
        checkSum(Map.of("cross-entropy", 0.5, "info-nce", 2.0));
        checkSum(Map.of("triplet", 3.0));
        Map<String, Double> all = new TreeMap<>();
        Targets.names().forEach(name -> all.put(name, 0.25 + all.size()));
        checkSum(all);
    }

    @Test
    void anUnknownTargetIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Targets.sum(Map.of("cosine", 1.0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'cosine'")
                .hasMessageContaining("contrastive, cross-entropy, hinge, info-nce, triplet");
    }

    @ParameterizedTest
    @CsvSource({"7,0", "7,3", "2,2", "5,5", "4,-1"})
    void aNumberOfNonMatchesThatDoesNotFitIsRefused(int nonMatches, int declaredNonMatches) {
        ScoredNumbers ragged = new ScoredNumbers(
                numbers.matches(), new double[nonMatches], declaredNonMatches, numbers.first(), numbers.second(), 1, 1);

        try (PointerScope scope = new PointerScope()) {
            assertThatThrownBy(() -> ragged.tensors(torch.ScalarType.Double))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(nonMatches + " non-matches")
                    .hasMessageContaining("5 matches");
        }
    }
}
