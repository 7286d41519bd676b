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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Max pooling in libtorch and ONNX against a loop. All numbers are below 0, so that padding with zeros would fail. */
class MaxPoolTest {
    private static final int N = 2;
    private static final int C = 3;

    @ParameterizedTest
    @CsvSource({"8,8,3,2,1", "7,9,3,2,1", "1,1,3,2,1", "2,5,3,2,1", "6,6,2,2,0", "7,5,3,1,1", "9,8,3,3,0", "8,9,5,2,2"})
    void equalsTheLoop(int h, int w, int kernel, int stride, int padding) throws Exception {
        Random random = new Random(h * 31L + w);
        float[] x = new float[N * C * h * w];
        for (int i = 0; i < x.length; i++) {
            x[i] = -1 - random.nextFloat();
        }
        int rows = (h + 2 * padding - kernel) / stride + 1;
        int columns = (w + 2 * padding - kernel) / stride + 1;
        float[] expected = new float[N * C * rows * columns];
        for (int cell = 0; cell < expected.length; cell++) {
            int plane = cell / (rows * columns);
            int top = cell / columns % rows * stride - padding;
            int left = cell % columns * stride - padding;
            expected[cell] = Float.NEGATIVE_INFINITY;
            for (int i = Math.max(0, top); i < Math.min(h, top + kernel); i++) {
                for (int j = Math.max(0, left); j < Math.min(w, left + kernel); j++) {
                    expected[cell] = Math.max(expected[cell], x[(plane * h + i) * w + j]);
                }
            }
        }

        try (PointerScope scope = new PointerScope();
                Weights none = new Weights(List.of(), 1)) {
            TorchFeatures pooled =
                    new TorchFeatures(Torch.floats(x, N, C, h, w), none, false).maxPool(kernel, stride, padding);
            assertThat(pooled.value().shape()).containsExactly(N, C, rows, columns);
            assertThat(Torch.read(pooled.value())).isEqualTo(expected);
        }
        ExportedPart.Part part = new ExportedPart.Part() {
            @Override
            public <F extends Features<F>> F apply(F map) {
                return map.maxPool(kernel, stride, padding);
            }
        };
        try (ExportedPart onnx = new ExportedPart(part, Map.of(), C, h, w)) {
            assertThat(onnx.promisedShape()).containsExactly(C, rows, columns);
            assertThat(onnx.run(x, N, C, h, w).values()).isEqualTo(expected);
        }
    }
}
