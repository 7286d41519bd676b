package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialBoundTest {
    /** Sample sizes of Wilks's one-sided limits at 95 % confidence, from tables of tolerance limits. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 29, 0",
        "0.1, 46, 1",
        "0.1, 61, 2",
        "0.1, 76, 3",
        "0.05, 59, 0",
        "0.05, 93, 1",
        "0.05, 124, 2",
        "0.01, 299, 0",
        "0.01, 473, 1",
        "0.01, 628, 2",
        "0.001, 2995, 0",
        "0.001, 4742, 1"
    })
    void theAllowedNumberFollowsTheTable(double rate, int trials, int allowed) {
        assertThat(BinomialBound.allowed(rate, trials)).isEqualTo(allowed);
        assertThat(BinomialBound.allowed(rate, trials - 1)).isEqualTo(allowed - 1);
        assertThat(BinomialBound.upper(allowed, trials)).isLessThanOrEqualTo(rate);
        assertThat(BinomialBound.upper(allowed + 1, trials)).isGreaterThan(rate);
    }

    @Test
    void zeroSuccessesHaveAClosedForm() {
        for (int trials : new int[] {1, 2, 10, 300}) {
            assertThat(BinomialBound.upper(0, trials)).isCloseTo(1 - Math.pow(0.05, 1.0 / trials), within(1e-12));
        }
        assertThat(BinomialBound.upper(5, 5)).isEqualTo(1);
        assertThat(BinomialBound.allowed(0.5, 0)).isEqualTo(-1);
    }

    @Test
    void hugeSamplesDoNotUnderflow() {
        int trials = 100_000; // 0.9^100000 is 0 as a double
        int allowed = BinomialBound.allowed(0.1, trials);
        double normal = 0.1 * trials - 1.644854 * Math.sqrt(trials * 0.09); // approximation of the 5 % point
        assertThat((double) allowed).isCloseTo(normal, within(5.0));
        assertThat(BinomialBound.upper(allowed, trials)).isBetween(0.0999, 0.1);
        assertThat(BinomialBound.upper(allowed + 1, trials)).isGreaterThan(0.1);
    }
}
