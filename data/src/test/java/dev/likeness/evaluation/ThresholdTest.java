package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import java.util.Arrays;
import java.util.Objects;
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
        assertThat(ThresholdFit.inSample(0.1, scores)).isEqualTo(Math.nextUp(90.0));
        assertThat(share(scores, Math.nextUp(90.0))).isEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheLowestThresholdWithTheRateInTheSample(long seed) {
        Random random = new Random(seed);
        int levels = 2 + random.nextInt(400);
        double[] scores = random.doubles(1 + random.nextInt(600))
                .map(u -> Math.floor(u * levels))
                .toArray();
        for (double rate : new double[] {0.5, 0.29, 0.1, 0.07, 0.01, 0.001}) {
            Double threshold = ThresholdFit.inSample(rate, scores);
            assertThat(threshold == null).isEqualTo(scores.length < 1 / rate);
            if (threshold != null) {
                assertThat(share(scores, threshold)).isLessThanOrEqualTo(rate);
                assertThat(share(scores, Math.nextDown(threshold))).isGreaterThan(rate);
            }
        }
    }

    @Test
    void tiesNeverExceedTheRate() {
        double[] scores = {5, 5, 5, 1, 1, 1, 1, 1, 1, 1};
        assertThat(ThresholdFit.inSample(0.2, scores)).isEqualTo(Math.nextUp(5.0));
        assertThat(ThresholdFit.inSample(0.3, scores)).isEqualTo(Math.nextUp(1.0));
        assertThat(ThresholdFit.inSample(0.5, new double[] {3, 3, 3, 3})).isEqualTo(Math.nextUp(3.0));
    }

    @Test
    void certifiesAnOrderStatistic() {
        double[] scores = IntStream.rangeClosed(1, 61).asDoubleStream().toArray();
        Threshold threshold = ThresholdFit.certified(0.1, scores, null);
        assertThat(threshold.threshold()).isEqualTo(Math.nextUp(59.0)); // 2 of 61 may exceed it
        assertThat(threshold.bound()).isEqualTo(BinomialBound.upper(2, 61)).isLessThanOrEqualTo(0.1);
        assertThat(threshold.pairs()).isEqualTo(61);
    }

    @Test
    void aSampleTooSmallCertifiesNothing() {
        assertThat(ThresholdFit.certified(0.1, new double[28], null))
                .isEqualTo(new Threshold(0.1, null, null, 28, null));
        assertThat(ThresholdFit.certified(0.1, new double[29], null).threshold())
                .isEqualTo(Double.MIN_VALUE);
        assertThat(ThresholdFit.certified(0.01, new double[298], null).threshold())
                .isNull();
        assertThat(ThresholdFit.certified(0.001, new double[0], null))
                .isEqualTo(new Threshold(0.001, null, null, 0, null));
    }

    /** The meaning of "certified": at most one in twenty samples has a threshold that accepts too many pairs. */
    @ParameterizedTest
    @ValueSource(ints = {29, 52, 100, 300})
    void theRateHoldsInNineteenOfTwentySamples(int pairs) {
        Random random = new Random(pairs);
        int samples = 4000;
        int broken = 0;
        for (int i = 0; i < samples; i++) {
            double threshold = Objects.requireNonNull(
                    ThresholdFit.certified(0.1, random.doubles(pairs).toArray(), null)
                            .threshold());
            broken += 1 - threshold > 0.1 ? 1 : 0; // for uniform scores, this share is above it
        }
        double risk = (double) broken / samples;
        assertThat(risk).isBetween(0.01, 0.05 + 3 * Math.sqrt(0.05 * 0.95 / samples));
    }

    @Test
    void theCertifiedThresholdIsPreferredToTheEstimate() {
        Threshold.Estimate estimate = new Threshold.Estimate(1, new Rate(0.1, 0.05, 0.2), 500);
        assertThat(new Threshold(0.1, 2.0, 0.09, 52, estimate).choose()).isEqualTo(new Threshold.Chosen(2, true));
        assertThat(new Threshold(0.1, null, null, 12, estimate).choose()).isEqualTo(new Threshold.Chosen(1, false));
        assertThat(new Threshold(0.1, null, null, 12, null).choose()).isNull();
    }

    @Test
    void rejectsInvalidRates() {
        for (double rate : new double[] {0, 1, -0.1, 2, Double.NaN}) {
            assertThatThrownBy(() -> ThresholdFit.certified(rate, new double[] {1}, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("false-match rate");
        }
        assertThatThrownBy(() -> ThresholdFit.certified(0.1, new double[] {Double.NaN}, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Threshold(0.1, 1.0, 0.2, 52, null)) // a bound above the rate does not certify it
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Threshold(0.1, 1.0, null, 52, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
