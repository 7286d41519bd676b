package dev.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.model.OnnxSession.Direct;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedDistancesTest {
    /** Whole sums of rows and parts of one; one column, and more than a vector instruction takes; weights as in a head, and too large. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.01, true",
        "64, 16, 0.01, true",
        "65, 17, 0.01, true",
        "200, 1, 0.01, true",
        "4608, 131, 0.01, true",
        "20000, 3, 0.001, true",
        "4608, 131, 1, false"
    })
    void areTheSumsOfTheirDefinition(int rows, int count, float weight, boolean rounded) {
        Case drawn = new Case(rows, count, weight);
        WeightedDistances distances = WeightedDistances.of(drawn.terms, count, drawn.weights);
        assertThat(distances instanceof FixedPointDistances).isEqualTo(rounded);
        drawn.check(distances, rounded ? 1e-7 : 1e-6, rounded ? 6e-6 : 0);
    }

    @Test
    void aPointMayBeFarOutside() {
        Case drawn = new Case(100, 20, 0.01f);
        for (int r = 0; r < drawn.point.length; r += 3) {
            drawn.point[r] = (r % 2 == 0 ? 1 : -1) * (float) Math.pow(10, r % 8);
        }
        drawn.check(WeightedDistances.of(drawn.terms, 20, drawn.weights), 1e-7, 6e-6);
    }

    /** One number far larger than the others leaves these as exact as floats. */
    @Test
    void oneLargeNumberDoesNotChangeOtherDistances() {
        Case drawn = new Case(300, 40, 0.01f);
        drawn.terms.put(7 * 40 + 3, 1e9f);
        WeightedDistances distances = WeightedDistances.of(drawn.terms, 40, drawn.weights);
        assertThat(distances).isInstanceOf(WeightedDistances.Floats.class);
        drawn.check(distances, 1e-6, 0);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void whatIsNoNumberStaysInItsColumn(float broken) {
        Case drawn = new Case(8, 5, 0.01f);
        drawn.terms.put(2 * 5 + 1, broken);
        float[] found = WeightedDistances.of(drawn.terms, 5, drawn.weights).to(drawn.point, 0);
        for (int n = 0; n < found.length; n++) {
            assertThat(Float.isFinite(found[n])).isEqualTo(n != 1);
        }
    }

    @Test
    void allZeros() {
        float[] found = WeightedDistances.of(Direct.buffer(12), 3, new float[4]).to(new float[4], 2);
        assertThat(found).containsExactly(2, 2, 2);
        found = WeightedDistances.of(Direct.buffer(3), 3, new float[] {-0.5f}).to(new float[] {4}, 2);
        assertThat(found).containsExactly(0, 0, 0);
    }

    private static final class Case {
        private final int count;
        private final FloatBuffer terms;
        private final float[] point;
        private final float[] weights;

        private Case(int rows, int count, float weight) {
            this.count = count;
            Random random = new Random(rows);
            terms = Direct.buffer(rows * count);
            for (int i = 0; i < rows * count; i++) {
                terms.put(i, (float) random.nextGaussian());
            }
            point = new float[rows];
            weights = new float[rows];
            for (int r = 0; r < rows; r++) {
                point[r] = (float) random.nextGaussian();
                weights[r] = r % 10 == 9 ? 0 : weight * (float) random.nextGaussian();
            }
        }

        /**
         * Compares with sums in 64 bits.
         *
         * @param relative tolerated error, of the sum of the terms' sizes
         * @param absolute tolerated error: six standard deviations of what rounding may cost
         */
        private void check(WeightedDistances distances, double relative, double absolute) {
            float[] found = distances.to(point, 2.5f);
            assertThat(found).hasSize(count);
            for (int n = 0; n < count; n++) {
                double sum = 2.5;
                double size = 2.5;
                for (int r = 0; r < point.length; r++) {
                    double term = weights[r] * Math.abs((double) terms.get(r * count + n) - point[r]);
                    sum += term;
                    size += Math.abs(term);
                }
                assertThat((double) found[n]).isCloseTo(sum, within(relative * size + absolute));
            }
        }
    }
}
