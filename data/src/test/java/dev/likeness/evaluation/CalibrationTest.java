package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.calibration.Calibration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void gaussiansGiveTheKnownLine() {
        // N(2,1) against N(0,1): the log likelihood ratio is 2 s - 2.
        Random random = new Random(1);
        double[] positives = Samples.gaussian(random, 40_000, 2);
        double[] negatives = Samples.gaussian(random, 80_000, 0); // the class sizes do not matter
        Calibration even = PlattScaling.of(positives, negatives);
        assertThat(even.slope()).isCloseTo(2, within(0.04));
        assertThat(even.offset()).isCloseTo(-2, within(0.04));
        assertThat(even.prior()).isEqualTo(0.5);
        assertThat(even.probability(1)).isCloseTo(0.5, within(0.01));

        Calibration rare = PlattScaling.of(positives, negatives, 0.01);
        assertThat(rare.slope()).isCloseTo(2, within(0.08));
        assertThat(rare.offset()).isCloseTo(-2 - Math.log(99), within(0.15));
    }

    @Test
    void anotherPriorShiftsTheOdds() {
        Calibration even = new Calibration(1.5, -0.5, 0.5);
        Calibration rare = even.withPrior(0.1);
        for (double score : new double[] {-3, 0, 0.7, 4}) {
            double p = even.probability(score);
            double bayes = 0.1 * p / (0.1 * p + 0.9 * (1 - p));
            assertThat(rare.probability(score)).isCloseTo(bayes, within(1e-12));
        }
        assertThat(rare.withPrior(0.5).offset()).isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void probabilitiesAreCalibrated() {
        Random random = new Random(2);
        Calibration calibration = PlattScaling.of(Samples.gaussian(random, 5000, 1), Samples.gaussian(random, 5000, 0));
        double[] positives = Samples.gaussian(random, 50_000, 1);
        double[] negatives = Samples.gaussian(random, 50_000, 0);
        double[] count = new double[10];
        double[] matched = new double[10];
        double[] stated = new double[10];
        for (double[] scores : new double[][] {positives, negatives}) {
            for (double score : scores) {
                double p = calibration.probability(score);
                int bin = Math.min(9, (int) (10 * p));
                count[bin]++;
                stated[bin] += p;
                matched[bin] += scores == positives ? 1 : 0;
            }
        }
        double error = 0;
        for (int bin = 0; bin < 10; bin++) {
            error += Math.abs(stated[bin] - matched[bin]) / 100_000;
        }
        assertThat(error).isLessThan(0.02);
    }

    @Test
    void separableClassesGiveFiniteWeights() {
        Calibration calibration = PlattScaling.of(new double[] {10, 11, 12}, new double[] {-5, -6, -7});
        assertThat(calibration.slope()).isBetween(0.05, 10.0);
        // Platt's targets: 4/5 and 1/5
        assertThat(calibration.probability(11)).isCloseTo(0.8, within(0.02));
        assertThat(calibration.probability(-6)).isCloseTo(0.2, within(0.02));

        double[] many = new double[100_000];
        Calibration sure = PlattScaling.of(Arrays.stream(many).map(x -> 1).toArray(), many);
        assertThat(sure.probability(1)).isCloseTo(1, within(1e-4));
        assertThat(sure.probability(0)).isCloseTo(0, within(1e-4));
    }

    @Test
    void uninformativeScoresGiveThePrior() {
        Calibration flat = PlattScaling.of(new double[] {3, 3}, new double[] {3, 3}, 0.25);
        assertThat(flat.slope()).isZero();
        // Platt's targets shift it towards one half: 0.25 * 3/4 + 0.75 * 1/4
        assertThat(flat.probability(3)).isCloseTo(0.375, within(1e-9));
    }

    @Test
    void theProbabilityIncreasesWithTheScore() {
        Calibration reversed = PlattScaling.of(new double[] {0, 1, 2}, new double[] {2, 3, 4});
        assertThat(reversed.slope()).isZero();
        assertThat(reversed.probability(-100)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void theFitIsInvariantToScaleAndShift() {
        Random random = new Random(3);
        double[] positives = Samples.gaussian(random, 300, 1);
        double[] negatives = Samples.gaussian(random, 300, 0);
        Calibration plain = PlattScaling.of(positives, negatives);
        for (double scale : new double[] {1e-6, 1e6}) {
            Calibration scaled = PlattScaling.of(
                    Arrays.stream(positives).map(s -> scale * (s + 5)).toArray(),
                    Arrays.stream(negatives).map(s -> scale * (s + 5)).toArray());
            assertThat(scaled.probability(scale * (0.3 + 5))).isCloseTo(plain.probability(0.3), within(1e-7));
        }
    }

    @Test
    void extremesDoNotOverflow() {
        Calibration calibration = new Calibration(1, 0, 0.5);
        assertThat(calibration.probability(1e6)).isEqualTo(1);
        assertThat(calibration.probability(-1e6)).isZero();
    }

    @Test
    void oneOutlierDoesNotBreakTheFit() {
        Calibration calibration = PlattScaling.of(new double[] {1, 2, 3, 1e9}, new double[] {-1, 0, 1.5, -2});
        assertThat(calibration.slope()).isNotNegative();
        assertThat(calibration.probability(1e9)).isGreaterThan(0.5);
    }

    @Test
    void rejectsInvalidInput() {
        assertThatThrownBy(() -> PlattScaling.of(new double[0], new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matching pairs are empty");
        assertThatThrownBy(() -> PlattScaling.of(new double[] {1}, new double[0]))
                .hasMessageContaining("non-matching pairs are empty");
        assertThatThrownBy(() -> PlattScaling.of(new double[] {1}, new double[] {0}, 0))
                .hasMessageContaining("share of matches");
        assertThatThrownBy(() -> PlattScaling.of(new double[] {Double.POSITIVE_INFINITY}, new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calibration(-1, 0, 0.5)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new Calibration(1, Double.NaN, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
