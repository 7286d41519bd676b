package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Layers;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A 1x1 convolution with a stride of 2, as residual towers have them beside their blocks. */
class StridedConvTest {
    private static final int N = 32;

    /**
     * Values against a loop; and so many gradients that a write beyond a workspace would end the process, as it did with
     * fewer than 16 input channels.
     */
    @ParameterizedTest
    @CsvSource({"4,8,12", "8,8,12", "8,16,24", "12,16,12", "12,16,13", "16,16,12", "32,48,7"})
    void isThatOfALoopAndItsGradientHarmsNothing(int inputs, int outputs, int side) {
        Layers layers = new Layers();
        Conv conv = layers.conv("shortcut", inputs, outputs, 1, 2);
        Random random = new Random(1);
        float[] x = new float[N * inputs * side * side]; // [N,C,H,W]
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        try (Weights weights = new Weights(layers.parameters(), 1)) {
            float[] w = Torch.read(weights.of(conv.weight())); // [O,C,1,1]
            int cells = (side + 1) / 2;
            float[] expected = new float[N * outputs * cells * cells];
            for (int at = 0; at < expected.length; at++) {
                int column = at % cells;
                int row = at / cells % cells;
                int output = at / cells / cells % outputs;
                int n = at / cells / cells / outputs;
                double sum = 0;
                for (int c = 0; c < inputs; c++) {
                    sum += (double) w[output * inputs + c] * x[((n * inputs + c) * side + 2 * row) * side + 2 * column];
                }
                expected[at] = (float) sum;
            }
            for (int repeat = 0; repeat < 30; repeat++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor leaf = Torch.floats(x, N, inputs, side, side)
                            .contiguous(org.bytedeco.pytorch.global.torch.MemoryFormat.ChannelsLast);
                    TorchFeatures y = new TorchFeatures(leaf, weights, true).conv(conv);
                    y.value().sum().backward();
                    if (repeat == 0) {
                        assertThat(Torch.read(y.value())).containsExactly(expected, Offset.offset(1e-5f));
                    }
                }
            }
        }
    }
}
