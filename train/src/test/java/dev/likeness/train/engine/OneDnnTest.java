package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Layers;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions that oneDNN computes wrongly on some processors, and that use a workaround. */
class OneDnnTest {
    private static final int N = 32;

    /** Compares groups of one input channel and several outputs, and their gradients, with 64 bits. */
    @ParameterizedTest
    @CsvSource({"8,2,1", "3,2,1", "32,2,2", "128,2,1", "2,32,1", "1,8,1", "1,12,2", "1,32,1"})
    void groupsOfOneChannelAreCorrect(int channels, int each, int stride) {
        Layers layers = new Layers();
        Conv conv = layers.grouped("conv", channels, each * channels, 3, channels, stride);
        Random random = new Random(2);
        long[] shape = {4, channels, 6, 6};
        float[] x = new float[4 * channels * 36];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        try (PointerScope scope = new PointerScope();
                Weights weights = new Weights(layers.parameters(), 1);
                Weights exact = Weights.inDouble(layers.parameters(), 1)) {
            Tensor leaf = Torch.floats(x, shape).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor wide = Torch.floats(x, shape).to(torch.ScalarType.Double);
            leaf.set_requires_grad(true);
            wide.set_requires_grad(true);
            Tensor y = new TorchFeatures(leaf, weights, true).conv(conv).value();
            Tensor z = new TorchFeatures(wide, exact, true).conv(conv).value();
            y.mul(y).sum().backward();
            z.mul(z).sum().backward();
            assertThat(Torch.read(y)).containsExactly(narrow(z), Offset.offset(1e-4f));
            assertThat(Torch.read(leaf.grad())).containsExactly(narrow(wide.grad()), Offset.offset(1e-3f));
            assertThat(Torch.read(weights.of(conv.weight()).grad()))
                    .containsExactly(narrow(exact.of(conv.weight()).grad()), Offset.offset(1e-2f));
        }
    }

    private static float[] narrow(Tensor tensor) {
        return Torch.read(tensor.to(torch.ScalarType.Float));
    }

    /**
     * Compares the values with a loop. It also computes many gradients, so that a write beyond a workspace would crash the
     * process, as it did with fewer than 16 input channels.
     */
    @ParameterizedTest
    @CsvSource({"4,8,12", "8,8,12", "8,16,24", "12,16,12", "12,16,13", "16,16,12", "32,48,7"})
    void equalsALoopAndItsGradientDoesNotCrash(int inputs, int outputs, int side) {
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
                    Tensor leaf = Torch.floats(x, N, inputs, side, side).contiguous(torch.MemoryFormat.ChannelsLast);
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
