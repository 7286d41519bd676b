package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    private static double share(double[] scores, double threshold) {
        return Arrays.stream(scores).filter(s -> s >= threshold).count() / (double) scores.length;
    }

    @Test
    void theTenthHighestOfAHundredAtTenPercent() {
        double[] scores = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        Threshold threshold = Threshold.at(0.1, scores);
        assertThat(threshold).isEqualTo(new Threshold(0.1, Math.nextUp(90.0), 100));
        assertThat(share(scores, Math.nextUp(90.0))).isEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheSmallestThatHoldsTheRate(long seed) {
        Random random = new Random(seed);
        int levels = 2 + random.nextInt(400);
        double[] scores = random.doubles(1 + random.nextInt(600))
                .map(u -> Math.floor(u * levels))
                .toArray();
        for (double rate : new double[] {0.5, 0.29, 0.1, 0.07, 0.01, 0.001}) {
            Double threshold = Threshold.at(rate, scores).threshold();
            assertThat(threshold == null).isEqualTo(scores.length < 1 / rate);
            if (threshold != null) {
                assertThat(share(scores, threshold)).isLessThanOrEqualTo(rate);
                assertThat(share(scores, Math.nextDown(threshold))).isGreaterThan(rate);
            }
        }
    }

    @Test
    void tiesNeverBreakTheRate() {
        double[] scores = {5, 5, 5, 1, 1, 1, 1, 1, 1, 1};
        assertThat(Threshold.at(0.2, scores).threshold()).isEqualTo(Math.nextUp(5.0));
        assertThat(Threshold.at(0.3, scores).threshold()).isEqualTo(Math.nextUp(1.0));
        assertThat(Threshold.at(0.5, new double[] {3, 3, 3, 3}).threshold()).isEqualTo(Math.nextUp(3.0));
    }

    @Test
    void aSampleTooSmallHasNone() {
        assertThat(Threshold.at(0.01, new double[99])).isEqualTo(new Threshold(0.01, null, 99));
        assertThat(Threshold.at(0.01, new double[100]).threshold()).isNotNull();
        assertThat(Threshold.at(0.001, new double[1000]).threshold()).isNotNull();
        assertThat(Threshold.at(0.1, new double[0])).isEqualTo(new Threshold(0.1, null, 0));
    }

    @Test
    void refusesWhatIsNoRate() {
        for (double rate : new double[] {0, 1, -0.1, 2, Double.NaN}) {
            assertThatThrownBy(() -> Threshold.at(rate, new double[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("false-match rate");
        }
        assertThatThrownBy(() -> Threshold.at(0.1, new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
