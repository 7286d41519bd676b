package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocTest {
    @Test
    void byHand() {
        // descending: 4+ 3+ 3- 2- 2- 1+
        Roc roc = Roc.of(new double[] {4, 3, 1}, new double[] {3, 2, 2});
        assertThat(roc.auc()).isCloseTo((3 + 2.5 + 0) / 9, within(1e-12));
        // (0,1/3) at 4, (1/3,2/3) at 3: there FPR = FNR
        assertThat(roc.eer()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(roc.falsePositiveRateAt(0.5)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(roc.falsePositiveRateAt(1 / 3.0)).isZero();
        assertThat(roc.fpr95()).isEqualTo(1);
        assertThat(roc.accuracyAt(3)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(roc.accuracyAt(3.5)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(roc.bestThreshold()).isEqualTo(3.5); // the highest of equally good ones
        assertThat(roc.recallAt(3)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(roc.recallAt(0)).isEqualTo(1);
        assertThat(roc.recallAt(5)).isZero();
        assertThat(roc.falseMatchRateAt(2)).isEqualTo(1);
        assertThat(roc.falseMatchRateAt(2.5)).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void theEqualErrorRateIsInterpolated() {
        // points (0, 0.5) and (1, 1): the line meets FPR = 1 - TPR at 1/3
        Roc roc = Roc.of(new double[] {2, 1}, new double[] {1});
        assertThat(roc.eer()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithPlainLoops(long seed) {
        Random random = new Random(seed);
        int levels = 1 + random.nextInt(12); // few levels, so many ties
        double[] positives = random.doubles(1 + random.nextInt(40))
                .map(u -> Math.floor((u + 0.2) * levels))
                .toArray();
        double[] negatives = random.doubles(1 + random.nextInt(40))
                .map(u -> Math.floor(u * levels))
                .toArray();
        Roc roc = Roc.of(positives, negatives);

        double wins = 0;
        for (double p : positives) {
            for (double n : negatives) {
                wins += p > n ? 1 : p == n ? 0.5 : 0;
            }
        }
        assertThat(roc.auc()).isCloseTo(wins / positives.length / negatives.length, within(1e-12));

        double bestAccuracy = 0;
        double fpr95 = 1;
        for (double threshold = -1; threshold <= 2 * levels + 1; threshold++) {
            double t = threshold;
            double recall = Arrays.stream(positives).filter(s -> s >= t).count() / (double) positives.length;
            double falseRate = Arrays.stream(negatives).filter(s -> s >= t).count() / (double) negatives.length;
            double accuracy = (recall * positives.length + (1 - falseRate) * negatives.length)
                    / (positives.length + negatives.length);
            assertThat(roc.recallAt(t)).isCloseTo(recall, within(1e-12));
            assertThat(roc.falseMatchRateAt(t)).isCloseTo(falseRate, within(1e-12));
            assertThat(roc.accuracyAt(t)).isCloseTo(accuracy, within(1e-12));
            bestAccuracy = Math.max(bestAccuracy, accuracy);
            if (recall >= 0.95) {
                fpr95 = Math.min(fpr95, falseRate);
            }
        }
        assertThat(roc.bestAccuracy()).isCloseTo(bestAccuracy, within(1e-12));
        assertThat(roc.fpr95()).isCloseTo(fpr95, within(1e-12));
    }

    @Test
    void gaussiansGiveTheKnownCurve() {
        Random random = new Random(11);
        Roc roc = Roc.of(Samples.gaussian(random, 100_000, 2), Samples.gaussian(random, 100_000, 0));
        assertThat(roc.auc()).isCloseTo(0.921350, within(0.003)); // Phi(2 / sqrt 2)
        assertThat(roc.eer()).isCloseTo(0.158655, within(0.003)); // Phi(-1)
        assertThat(roc.fpr95()).isCloseTo(0.361240, within(0.006)); // Phi(1.644854 - 2)
        assertThat(roc.bestAccuracy()).isCloseTo(0.841345, within(0.003)); // Phi(1)
        assertThat(roc.bestThreshold()).isCloseTo(1, within(0.1));
    }

    @Test
    void weightsCountAsCopies() {
        Random random = new Random(5);
        double[] scores = random.doubles(60).map(u -> Math.floor(u * 9)).toArray();
        boolean[] matches = new boolean[60];
        double[] weights = new double[60];
        double[][] copies = new double[2][0];
        for (int i = 0; i < 60; i++) {
            matches[i] = random.nextBoolean();
            weights[i] = random.nextInt(4);
            int kind = matches[i] ? 1 : 0;
            for (int k = 0; k < weights[i]; k++) {
                copies[kind] = Arrays.copyOf(copies[kind], copies[kind].length + 1);
                copies[kind][copies[kind].length - 1] = scores[i];
            }
        }
        Roc weighted = new RankedScores(scores, matches).weighted(weights);
        Roc copied = Roc.of(copies[1], copies[0]);
        assertThat(weighted.auc()).isCloseTo(copied.auc(), within(1e-12));
        assertThat(weighted.eer()).isCloseTo(copied.eer(), within(1e-12));
        assertThat(weighted.fpr95()).isCloseTo(copied.fpr95(), within(1e-12));
        assertThat(weighted.bestThreshold()).isEqualTo(copied.bestThreshold());
    }

    @Test
    void equalScoresAreAtChanceLevel() {
        Roc roc = Roc.of(new double[] {7, 7, 7}, new double[] {7});
        assertThat(roc.auc()).isEqualTo(0.5);
        assertThat(roc.eer()).isEqualTo(0.5);
        assertThat(roc.fpr95()).isEqualTo(1);
        assertThat(roc.bestAccuracy()).isEqualTo(0.75);
        assertThat(Roc.of(new double[] {7}, new double[] {7, 7, 7}).bestAccuracy())
                .isEqualTo(0.75);
        assertThat(Roc.of(new double[] {0.0}, new double[] {-0.0}).auc()).isEqualTo(0.5);
    }

    @Test
    void separableClasses() {
        Roc roc = Roc.of(new double[] {3, 5}, new double[] {1, 0});
        assertThat(roc.auc()).isEqualTo(1);
        assertThat(roc.eer()).isZero();
        assertThat(roc.fpr95()).isZero();
        assertThat(roc.bestThreshold()).isEqualTo(2);
        assertThat(roc.bestAccuracy()).isEqualTo(1);
        Roc reversed = Roc.of(new double[] {1, 0}, new double[] {3, 5});
        assertThat(reversed.auc()).isZero();
        assertThat(reversed.eer()).isEqualTo(1);
    }

    @Test
    void adjacentNumbersAreSeparated() {
        double above = Math.nextUp(1.0);
        Roc roc = Roc.of(new double[] {above}, new double[] {1.0});
        assertThat(roc.bestThreshold()).isEqualTo(above);
        assertThat(roc.bestAccuracy()).isEqualTo(1);
        Roc far = Roc.of(new double[] {Double.MAX_VALUE}, new double[] {-Double.MAX_VALUE});
        assertThat(far.bestAccuracy()).isEqualTo(1);
    }

    @Test
    void rejectsSamplesWithoutACurve() {
        assertThatThrownBy(() -> Roc.of(new double[0], new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scores of matching pairs are empty");
        assertThatThrownBy(() -> Roc.of(new double[] {1}, new double[0]))
                .hasMessageContaining("scores of non-matching pairs are empty");
        assertThatThrownBy(() -> Roc.of(new double[] {1, Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number 1 is NaN");
        Roc roc = Roc.of(new double[] {1}, new double[] {0});
        assertThatThrownBy(() -> roc.accuracyAt(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> roc.falsePositiveRateAt(0)).hasMessageContaining("recall");
    }
}
