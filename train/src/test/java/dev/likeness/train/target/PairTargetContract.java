package dev.likeness.train.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The further contract of targets on the scores of pairs. */
abstract class PairTargetContract extends TargetContract {
    private static final double STEP = 0.1;

    @Test
    void doesNotGrowIfAMatchScoresHigher() {
        ScoredNumbers numbers = ScoredNumbers.random(6, 2, 3);

        assertThat(loss(numbers.moved(STEP, 0))).isLessThan(loss(numbers));
        for (int i = 0; i < numbers.matches().length; i++) {
            ScoredNumbers raised = numbers.moved(0, 0);
            raised.matches()[i] += STEP;
            assertThat(loss(raised)).as("match %d", i).isLessThanOrEqualTo(loss(numbers));
        }
    }

    @Test
    void doesNotGrowIfANonMatchScoresLower() {
        ScoredNumbers numbers = ScoredNumbers.random(6, 2, 3);

        assertThat(loss(numbers.moved(0, -STEP))).isLessThan(loss(numbers));
        for (int i = 0; i < numbers.nonMatches().length; i++) {
            ScoredNumbers lowered = numbers.moved(0, 0);
            lowered.nonMatches()[i] -= STEP;
            assertThat(loss(lowered)).as("non-match %d", i).isLessThanOrEqualTo(loss(numbers));
        }
    }

    @Test
    void isZeroIfMatchesAndOthersAreFarApart() {
        ScoredNumbers apart = ScoredNumbers.random(6, 2, 3).moved(30, -30);

        assertThat(loss(apart)).isBetween(0.0, 1e-9);
    }

    @Test
    void hasNoGradientForTheEmbeddings() {
        ScoredNumbers numbers = ScoredNumbers.random(6, 2, 3);
        ScoredNumbers other = ScoredNumbers.random(6, 1, 0);

        assertThat(loss(new ScoredNumbers(
                        numbers.matches(),
                        numbers.nonMatches(),
                        numbers.declaredNonMatches(),
                        other.first(),
                        other.second(),
                        0.5,
                        numbers.margin())))
                .isEqualTo(loss(numbers));
    }
}
