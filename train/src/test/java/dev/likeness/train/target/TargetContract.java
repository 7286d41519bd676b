package dev.likeness.train.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.target.Target.Scored;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of every target. Each target has one subclass. */
abstract class TargetContract {
    private final PointerScope scope = new PointerScope();

    /** The name of the target in recipes. */
    abstract String name();

    /** The loss by a loop over the formula of the paper. */
    abstract double formula(ScoredNumbers numbers);

    /** A case whose loss is computed by hand. */
    abstract Known known();

    /** Numbers, and their loss. */
    record Known(ScoredNumbers numbers, double loss) {}

    @AfterEach
    void free() {
        scope.close();
    }

    double loss(ScoredNumbers numbers) {
        return Targets.named(name())
                .loss(numbers.tensors(torch.ScalarType.Double))
                .item_double();
    }

    /** {@code ln(1 + e^x)}, without overflow. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static Offset<Double> near(double value, double tolerance) {
        return Offset.offset(tolerance * Math.max(1, Math.abs(value)));
    }

    @Test
    void equalsTheValueByHand() {
        Known known = known();

        assertThat(loss(known.numbers())).isCloseTo(known.loss(), near(known.loss(), 1e-12));
        assertThat(formula(known.numbers())).isCloseTo(known.loss(), near(known.loss(), 1e-12));
    }

    @Test
    void equalsItsFormulaForAnyNumberOfPairs() {
        for (int n : new int[] {1, 2, 5, 16}) {
            for (int kinds : new int[] {1, 2, 3}) {
                for (int declaredNonMatches : new int[] {0, 1, n, 9}) {
                    ScoredNumbers numbers = ScoredNumbers.random(n, kinds, declaredNonMatches);
                    double expected = formula(numbers);

                    assertThat(loss(numbers))
                            .as("%d matches, %d kinds, %d declared non-matches", n, kinds, declaredNonMatches)
                            .isCloseTo(expected, near(expected, 1e-10));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5,2,3", "4,1,0", "3,3,1", "1,1,0", "1,2,1"})
    void gradientsEqualThoseOfItsFormula(int n, int kinds, int declaredNonMatches) {
        ScoredNumbers numbers = ScoredNumbers.random(n, kinds, declaredNonMatches);
        Scored scored = numbers.tensors(torch.ScalarType.Double);

        Targets.named(name()).loss(scored).backward();

        checkGradient(numbers, numbers.matches(), scored.matches());
        checkGradient(numbers, numbers.nonMatches(), scored.nonMatches());
        checkGradient(numbers, numbers.first(), scored.first());
        checkGradient(numbers, numbers.second(), scored.second());
    }

    /** Checks a gradient against finite differences of the formula by some of the numbers. */
    private void checkGradient(ScoredNumbers numbers, double[] values, Tensor tensor) {
        double[] gradient = ScoredNumbers.gradient(tensor);
        double step = 1e-6;
        double here = formula(numbers);
        for (int i = 0; i < values.length; i++) {
            double kept = values[i];
            values[i] = kept + step;
            double above = (formula(numbers) - here) / step;
            values[i] = kept - step;
            double below = (here - formula(numbers)) / step;
            values[i] = kept;
            assertThat(above).as("away from a kink").isCloseTo(below, near(below, 1e-4));
            double slope = (above + below) / 2;
            assertThat(gradient[i]).isCloseTo(slope, near(slope, 1e-6));
        }
    }

    /** Scores of 1000 and -1000, and cosines that are 1000 and -1000 after the division. */
    @ParameterizedTest
    @CsvSource({"1000,-1000", "-1000,1000", "1000,1000", "-1000,-1000"})
    void isFiniteAtExtremes(double match, double nonMatch) {
        double[] first = {1, 0, 0, 1};
        double[] second = {Math.signum(match), 0, Math.signum(nonMatch), 0};
        ScoredNumbers numbers = new ScoredNumbers(
                new double[] {match, 1000}, new double[] {nonMatch, -1000, nonMatch}, 1, first, second, 0.001, 1);
        double expected = formula(numbers);

        assertThat(expected).isFinite();
        for (torch.ScalarType type : new torch.ScalarType[] {torch.ScalarType.Double, torch.ScalarType.Float}) {
            Scored scored = numbers.tensors(type);
            Tensor loss = Targets.named(name()).loss(scored);
            loss.backward();

            assertThat(loss.toType(torch.ScalarType.Double).item_double()).isCloseTo(expected, near(expected, 1e-6));
            for (Tensor tensor :
                    new Tensor[] {scored.matches(), scored.nonMatches(), scored.first(), scored.second()}) {
                for (double slope : ScoredNumbers.gradient(tensor)) {
                    assertThat(slope).isFinite();
                }
            }
        }
    }
}
