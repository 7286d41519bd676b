package dev.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.model.OnnxSession.Direct;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedDistanceTest {
    /** Whole sums of rows and parts of one; one column, and more than a vector instruction takes. */
    @ParameterizedTest
    @CsvSource({"1, 1", "64, 16", "65, 17", "200, 1", "4608, 131"})
    void isTheSumOfItsDefinition(int rows, int count) {
        Random random = new Random(rows);
        FloatBuffer terms = Direct.buffer(rows * count);
        for (int i = 0; i < rows * count; i++) {
            terms.put(i, (float) random.nextGaussian());
        }
        float[] point = new float[rows];
        float[] weights = new float[rows];
        for (int r = 0; r < rows; r++) {
            point[r] = (float) random.nextGaussian();
            weights[r] = (float) random.nextGaussian();
        }
        float[] found = new WeightedDistance(point, weights, 2.5f).to(terms, count);
        assertThat(found).hasSize(count);
        for (int n = 0; n < count; n++) {
            double sum = 2.5;
            double size = 2.5;
            for (int r = 0; r < rows; r++) {
                double term = weights[r] * Math.abs((double) terms.get(r * count + n) - point[r]);
                sum += term;
                size += Math.abs(term);
            }
            assertThat((double) found[n]).isCloseTo(sum, within(1e-6 * size));
        }
    }
}
