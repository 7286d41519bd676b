package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Linear;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Parameter;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fast forms of layers in 32 bits give the results and the gradients of plain forms in 64 bits. */
class EqualFormsTest {
    /** Pixels that need no gradient take the fast form, others the plain one. */
    @ParameterizedTest
    @CsvSource({"1,32,1,9", "1,32,2,12", "1,12,1,8", "3,32,2,12", "3,8,1,7", "3,64,2,13"})
    void aNormOfPixelsBeforeAConvolution(int channels, int outputs, int stride, int side) {
        Layers layers = new Layers();
        Norm pixels = layers.norm("pixels", channels);
        Conv conv = layers.conv("conv", channels, outputs, 3, stride);
        UnaryOperator<TorchFeatures> network = x -> x.norm(pixels).conv(conv);
        check(layers, numbers(6 * channels * side * side), network, network, 6, channels, side, side);
    }

    @Test
    void aReluAfterANorm() {
        Layers layers = new Layers();
        Conv conv = layers.conv("conv", 16, 32, 3, 1);
        Norm norm = layers.norm("norm", 32);
        check(
                layers,
                numbers(5 * 16 * 49),
                x -> x.conv(conv).normRelu(norm).plusRelu(x.conv(conv)),
                x -> x.conv(conv).norm(norm).relu().plus(x.conv(conv)).relu(),
                5,
                16,
                7,
                7);
    }

    /** The fast form halves the kernel, the plain one the sum. */
    @ParameterizedTest
    @CsvSource({"32,1,1", "16,24,3"})
    void aConvolutionOfTheMeanOfTwoMaps(int channels, int outputs, int kernel) {
        Layers layers = new Layers();
        Conv conv = layers.conv("conv", channels, channels, 3, 1);
        Conv score = layers.convWithBias("score", channels, outputs, kernel);
        check(
                layers,
                numbers(5 * channels * 49),
                x -> x.conv(conv).meanConv(x, score),
                x -> x.conv(conv).plus(x).scaled(0.5, 0).conv(score),
                5,
                channels,
                7,
                7);
    }

    @Test
    void bothHalvesOfAConvolution() {
        Layers layers = new Layers();
        Conv conv = layers.conv("conv", 64, 24, 3, 1);
        check(
                layers,
                numbers(5 * 32 * 49),
                x -> x.convHalves(conv),
                x -> x.conv(conv.inputs(0, 32)).concat(x.conv(conv.inputs(32, 64))),
                5,
                32,
                7,
                7);
    }

    @Test
    void aLongLinearLayer() {
        Layers layers = new Layers();
        Linear linear = layers.linear("linear", 128, 48);
        check(
                layers,
                numbers(20 * 128),
                x -> x.linear(linear),
                x -> new TorchFeatures(
                        x.value()
                                .matmul(x.weights().of(linear.weight()).t())
                                .add(x.weights().of(linear.bias())),
                        x.weights(),
                        true),
                20,
                128);
    }

    /** Runs of consecutive rows are slices, and the others are selected by index. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 0 2",
                "0 1 2 3 4 5 6 7 8 9 10 11",
                "0 1 2 3 4 5 6 7 8 9 10 11 0 1 2 3 4 5 6 7 8 9 10 11",
                "0 1 2 3 4 5 6 7 8 9 10 11 5 4 4 1 2 3 0",
                "7 7 2 3 4 5 6 7 8 9 10 11 0 3 4 5 6 7 8 9 10 11 11",
                "3 4 5 6 7 8 9",
                "5",
            })
    void chosenRowsAreThoseOfTheIndices(String text) {
        long[] indices = Stream.of(text.split(" ")).mapToLong(Long::parseLong).toArray();
        try (PointerScope scope = new PointerScope();
                Weights none = new Weights(List.of(), 1)) {
            Tensor map = Torch.floats(numbers(12 * 3 * 5 * 2), 12, 3, 5, 2).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor vectors = Torch.floats(numbers(12 * 7), 12, 7);
            for (Tensor rows : List.of(map, vectors)) {
                Tensor same = rows.clone();
                rows.set_requires_grad(true);
                same.set_requires_grad(true);
                Tensor chosen =
                        new TorchFeatures(rows, none, true).rows(indices).value();
                Tensor expected = same.index_select(0, Torch.longs(indices));
                assertThat(Torch.read(chosen)).containsExactly(Torch.read(expected));
                chosen.mul(chosen).sum().backward();
                expected.mul(expected).sum().backward();
                assertThat(Torch.read(rows.grad())).containsExactly(Torch.read(same.grad()), Offset.offset(1e-5f));
            }
            Tensor chosen = new TorchFeatures(map, none, true).rows(indices).value();
            assertThat(chosen.is_contiguous(torch.MemoryFormat.ChannelsLast)).isTrue();
        }
    }

    private static float[] numbers(int count) {
        Random random = new Random(3);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static void check(
            Layers layers,
            float[] x,
            UnaryOperator<TorchFeatures> fast,
            UnaryOperator<TorchFeatures> plain,
            long... shape) {
        try (PointerScope scope = new PointerScope();
                Weights weights = new Weights(layers.parameters(), 1);
                Weights exact = Weights.inDouble(layers.parameters(), 1)) {
            for (Parameter parameter : layers.parameters()) { // not 1 and 0, as norms start
                float[] start = weights.read(parameter);
                float[] shifts = numbers(start.length);
                for (int i = 0; i < start.length; i++) {
                    start[i] += 0.3f * Math.abs(shifts[i]);
                }
                weights.write(parameter, start);
                exact.write(parameter, start);
            }
            Tensor narrow = Torch.floats(x, shape);
            Tensor wide = narrow.to(torch.ScalarType.Double);
            wide.set_requires_grad(true);
            boolean map = shape.length == 4;
            Tensor input = map ? narrow.contiguous(torch.MemoryFormat.ChannelsLast) : narrow;
            Tensor y = fast.apply(new TorchFeatures(input, weights, true)).value();
            Tensor z = plain.apply(new TorchFeatures(wide, exact, true)).value();
            y.mul(y).mean().backward();
            z.mul(z).mean().backward();
            close(y, z, "the result");
            for (Parameter parameter : layers.parameters()) {
                if (parameter.trained()) {
                    close(
                            weights.of(parameter).grad(),
                            exact.of(parameter).grad(),
                            "the gradient of " + parameter.name());
                } else {
                    close(weights.of(parameter), exact.of(parameter), parameter.name());
                }
            }
        }
    }

    private static void close(Tensor actual, Tensor expected, String what) {
        float[] wanted = Torch.read(expected.to(torch.ScalarType.Float));
        float[] found = Torch.read(actual);
        float largest = 1e-3f;
        for (float value : wanted) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(found).as(what).containsExactly(wanted, Offset.offset(2e-5f * largest));
    }
}
