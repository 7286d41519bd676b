package dev.likeness.train.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.engine.Torch;
import dev.likeness.train.network.Parameter;
import org.junit.jupiter.api.Test;

class GemPoolingTest extends PoolingContract {
    @Override
    String name() {
        return "gem";
    }

    @Override
    double[] loop(float[] x, int h, int w) {
        double p = 3 * Math.exp(0.4f);
        double[] means = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            double sum = 0;
            for (int cell = 0; cell < h * w; cell++) {
                sum += Math.pow(Math.max(x[c * h * w + cell], 1e-6), p);
            }
            means[c] = Math.pow(sum / (h * w), 1 / p);
        }
        return means;
    }

    private void logExponent(double value) {
        Parameter exponent = weights.parameters().get(0);
        weights.write(exponent, new float[] {(float) value});
    }

    /** By hand, at the initial p = 3: {@code ((1 + 8 + 27 + 0) / 4)^(1/3) = 9^(1/3) = 2.0800838}. */
    @Test
    void startsAsTheCubicMean() {
        logExponent(0);

        float[] pooled = Torch.read(pooled(new float[] {1, 2, 3, 0, 2, 2, 2, 2, 0, 0, 0, 0}, 1, 2, 2));

        assertThat((double) pooled[0]).isCloseTo(2.0800838, close(1));
        assertThat((double) pooled[1]).isCloseTo(2, close(1));
        assertThat((double) pooled[2]).isCloseTo(1e-6, org.assertj.core.data.Offset.offset(1e-10));
    }

    @Test
    void isTheMeanAtOneAndTheMaximumInTheLimit() {
        float[] x = {1, 2, 3, 6, 100, 200, 400, 900, 0, 0, 0, 1};
        logExponent(-Math.log(3));
        float[] means = Torch.read(pooled(x, 1, 2, 2));
        logExponent(Math.log(10_000));
        float[] largest = Torch.read(pooled(x, 1, 2, 2));

        double[] mean = {3, 400, 0.25};
        double[] largestOf = {6, 900, 1};
        for (int c = 0; c < CHANNELS; c++) {
            assertThat((double) means[c]).isCloseTo(mean[c], close(mean[c]));
            assertThat((double) largest[c])
                    .isCloseTo(largestOf[c], org.assertj.core.data.Offset.offset(1e-3 * largestOf[c]));
        }
    }

    @Test
    void theLayoutDoesNotMatter() {
        float[] x = features(1, 3, 4);
        float[] mirrored = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            mirrored[i] = x[i / 4 * 4 + 3 - i % 4];
        }
        float[] one = Torch.read(pooled(x, 1, 3, 4));
        float[] other = Torch.read(pooled(mirrored, 1, 3, 4));

        for (int c = 0; c < CHANNELS; c++) {
            assertThat((double) other[c]).isCloseTo(one[c], close(one[c]));
        }
    }
}
