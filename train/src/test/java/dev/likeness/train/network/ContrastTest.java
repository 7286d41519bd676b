package dev.likeness.train.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.export.ExportedPart;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local contrast normalisation in libtorch and ONNX against a loop. */
class ContrastTest {
    private static final int N = 2;
    private static final int C = 3;

    @ParameterizedTest
    @CsvSource({"8,8,3", "7,9,5", "1,1,17", "2,5,17", "20,30,17", "6,6,1"})
    void equalsTheLoop(int h, int w, int window) throws Exception {
        float[] x = noise(N * C * h * w);
        float[] centred = minus(x, means(x, h, w, window));
        float[] squares = new float[centred.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = centred[i] * centred[i];
        }
        float[] variances = means(squares, h, w, window);
        float[] expected = new float[x.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) (centred[i] / Math.sqrt(variances[i] + Features.CONTRAST_EPSILON));
        }

        assertThat(contrast(x, h, w, window))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(expected);
        ExportedPart.Part part = new ExportedPart.Part() {
            @Override
            public <F extends Features<F>> F apply(F map) {
                return map.contrast(window);
            }
        };
        try (ExportedPart onnx = new ExportedPart(part, Map.of(), C, h, w)) {
            assertThat(onnx.promisedShape()).containsExactly(C, h, w);
            assertThat(onnx.run(x, N, C, h, w).values())
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(expected);
        }
    }

    @Test
    void lightOfEachChannelHardlyMatters() {
        float[] x = noise(N * C * 32 * 32);
        float[] brighter = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            int channel = i / (32 * 32) % C;
            brighter[i] = (1.5f + channel) * x[i] + 3 * channel;
        }

        assertThat(contrast(brighter, 32, 32, 17))
                .usingComparatorWithPrecision(0.03f)
                .containsExactly(contrast(x, 32, 32, 17));
    }

    private static float[] noise(int length) {
        Random random = new Random(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] minus(float[] x, float[] y) {
        float[] difference = x.clone();
        for (int i = 0; i < x.length; i++) {
            difference[i] -= y[i];
        }
        return difference;
    }

    private static float[] means(float[] x, int h, int w, int window) {
        float[] means = new float[x.length];
        for (int at = 0; at < x.length; at++) {
            int plane = at / (h * w);
            int y = at / w % h;
            int z = at % w;
            double sum = 0;
            int count = 0;
            for (int i = Math.max(0, y - window / 2); i <= Math.min(h - 1, y + window / 2); i++) {
                for (int j = Math.max(0, z - window / 2); j <= Math.min(w - 1, z + window / 2); j++) {
                    sum += x[(plane * h + i) * w + j];
                    count++;
                }
            }
            means[at] = (float) (sum / count);
        }
        return means;
    }

    private static float[] contrast(float[] x, int h, int w, int window) {
        try (PointerScope scope = new PointerScope();
                Weights none = new Weights(List.of(), 1)) {
            return Torch.read(new TorchFeatures(Torch.floats(x, N, C, h, w), none, false)
                    .contrast(window)
                    .value());
        }
    }
}
