package dev.likeness.train.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TripletTest extends PairTargetContract {
    @Override
    String name() {
        return "triplet";
    }

    @Override
    double formula(ScoredNumbers numbers) {
        double sum = 0;
        for (int kind = 0; kind < numbers.kinds(); kind++) {
            for (int i = 0; i < numbers.n(); i++) {
                sum += Math.max(0, numbers.margin() - numbers.matches()[i] + numbers.negative(kind, i));
            }
        }
        return sum / (numbers.kinds() * numbers.n());
    }

    /** The triplets give 0, 1 - 0.5 + 1, 1 - 2 + 1.5 and 0: 2 over 4 triplets. The declared non-match is ignored. */
    @Override
    Known known() {
        double[] matches = {2, 0.5};
        double[] nonMatches = {0, 1, 1.5, -2, 100};
        return new Known(ScoredNumbers.ofScores(1, matches, nonMatches, 1), 0.5);
    }

    @Test
    void onlyDifferencesOfScoresCount() {
        ScoredNumbers numbers = ScoredNumbers.random(6, 2, 3);

        assertThat(loss(numbers.moved(7, 7))).isCloseTo(loss(numbers), Offset.offset(1e-12));
    }
}
