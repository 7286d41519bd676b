package dev.likeness.study.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void multipliesByTheNumberOfRemainingComparisons() {
        // Sorted 0.005, 0.01, 0.03, 0.04, times 4, 3, 2, 1: 0.02, 0.03, 0.06, and 0.04 raised to the one before it.
        assertThat(Holm.correct(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, Offset.offset(1e-12));
    }

    @Test
    void isAtMostOneAndAcceptsNoValues() {
        assertThat(Holm.correct(0.9, 0.8)).containsExactly(1, 1);
        assertThat(Holm.correct()).isEmpty();
        assertThat(Holm.correct(0.03)).containsExactly(0.03);
    }
}
