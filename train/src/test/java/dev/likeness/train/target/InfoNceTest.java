package dev.likeness.train.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InfoNceTest extends TargetContract {
    @Override
    String name() {
        return "info-nce";
    }

    @Override
    double formula(ScoredNumbers numbers) {
        double sum = 0;
        for (int i = 0; i < numbers.n(); i++) {
            double[] forth = new double[numbers.n()]; // log odds of j against the partner, for first picture i
            double[] back = new double[numbers.n()]; //  and for second picture i
            for (int j = 0; j < numbers.n(); j++) {
                forth[j] = (numbers.cosine(i, j) - numbers.cosine(i, i)) / numbers.temperature();
                back[j] = (numbers.cosine(j, i) - numbers.cosine(i, i)) / numbers.temperature();
            }
            sum += (logSumOfExponentials(forth) + logSumOfExponentials(back)) / 2;
        }
        return sum / numbers.n();
    }

    private static double logSumOfExponentials(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow();
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - largest); // at most 1, so that nothing overflows
        }
        return largest + Math.log(sum);
    }

    /** Partners are equal and the others are orthogonal: the odds of the others against the partner are 1 to e^(1/0.5). */
    @Override
    Known known() {
        return new Known(cosines(1, 0, 0, 1), Math.log1p(Math.exp(-2)));
    }

    /** Two identities with these cosines: those of first picture 0, then those of first picture 1. */
    private static ScoredNumbers cosines(double... cosines) {
        double[] zeros = new double[2];
        double[] columns = {cosines[0], cosines[2], cosines[1], cosines[3]};
        return new ScoredNumbers(zeros, zeros, 0, new double[] {1, 0, 0, 1}, columns, 0.5, 1);
    }

    @Test
    void decreasesIfPartnersMoveCloser() {
        double loss = loss(cosines(0.3, 0.2, -0.1, 0.4));

        assertThat(loss(cosines(0.4, 0.2, -0.1, 0.4))).isLessThan(loss);
        assertThat(loss(cosines(0.3, 0.2, -0.1, 0.5))).isLessThan(loss);
    }

    @Test
    void decreasesIfTheOthersMoveAway() {
        double loss = loss(cosines(0.3, 0.2, -0.1, 0.4));

        assertThat(loss(cosines(0.3, 0.1, -0.1, 0.4))).isLessThan(loss);
        assertThat(loss(cosines(0.3, 0.2, -0.2, 0.4))).isLessThan(loss);
    }

    @Test
    void hasNoGradientForTheScores() {
        ScoredNumbers numbers = ScoredNumbers.random(6, 2, 3);

        assertThat(loss(numbers.moved(1, -2))).isEqualTo(loss(numbers));
    }
}
