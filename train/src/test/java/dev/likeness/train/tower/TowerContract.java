package dev.likeness.train.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.cost.FeatureShape;
import dev.likeness.train.engine.GradientCheck;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.export.ExportedPart;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.Tower;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every tower. Each tower has one subclass. */
abstract class TowerContract {
    private static final List<Integer> WIDTHS = List.of(4, 6, 5);
    private static final List<Integer> STRIDES = List.of(1, 2, 2);

    private final PointerScope scope = new PointerScope();
    private final Random random = new Random(7);

    /** The name of the tower in recipes. */
    abstract String name();

    /** The number of trained parameters, by the formula in the tower's Javadoc. */
    abstract long parameters(TowerSettings settings);

    /** Multiply-adds for a picture of a size, by the formula in the tower's Javadoc. */
    abstract long multiplyAdds(TowerSettings settings, int height, int width);

    /** The distance of two cells of the map, in pixels. */
    int stride(TowerSettings settings) {
        return settings.strides().stream().reduce(1, Math::multiplyExact);
    }

    /** A tower with weights. */
    record Built(Tower tower, TowerSettings settings, List<Parameter> parameters, Weights weights)
            implements AutoCloseable {
        Tensor forward(float[] x, boolean training, long... shape) {
            TorchFeatures features = new TorchFeatures(Torch.floats(x, shape), weights, training);
            return tower.forward(features).value();
        }

        @Override
        public void close() {
            weights.close();
        }
    }

    private Built built(TowerSettings settings) {
        Layers layers = new Layers();
        Tower tower = Towers.named(name()).maker().apply(layers, settings);
        return new Built(tower, settings, layers.parameters(), new Weights(layers.parameters(), 3));
    }

    private Built small(int inputs) {
        return built(new TowerSettings(inputs, WIDTHS, STRIDES, 2));
    }

    private float[] noise(int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Runs a few batches in training, so that the running statistics differ from their initial values. */
    private void unsettle(Built built) {
        int inputs = built.settings.inputs();
        try (NoGradGuard noGradients = new NoGradGuard()) {
            for (int i = 0; i < 3; i++) {
                built.forward(noise(4, inputs, 33, 33), true, 4, inputs, 33, 33);
            }
        }
    }

    @BeforeEach
    void oneThread() {
        Torch.threads(1); // more threads are slower for such small networks
    }

    @AfterEach
    void free() {
        scope.close();
    }

    @ParameterizedTest
    @CsvSource({"1,32,32", "3,29,23", "3,10,7", "1,2,5", "3,1,1"})
    void exportedEqualsTrained(int inputs, int height, int width) throws Exception {
        try (Built built = small(inputs)) {
            unsettle(built);
            float[] x = noise(5, inputs, height, width);
            Tensor expected = built.forward(x, false, 5, inputs, height, width);

            try (ExportedPart onnx =
                    new ExportedPart(built.tower::forward, built.weights.readAll(), inputs, height, width)) {
                ExportedPart.Output actual = onnx.run(x, 5, inputs, height, width);

                assertThat(actual.shape()).isEqualTo(expected.shape());
                assertThat(onnx.promisedShape()).isEqualTo(Arrays.copyOfRange(expected.shape(), 1, 4));
                assertClose(actual.values(), Torch.read(expected), 1e-4);
            }
        }
    }

    @Test
    void theMapHasTheDocumentedChannelsAndSize() {
        try (Built built = small(3);
                NoGradGuard noGradients = new NoGradGuard()) {
            int stride = stride(built.settings);
            for (int height = 1; height <= 37; height++) {
                int width = 38 - height;

                long[] shape = built.forward(noise(1, 3, height, width), false, 1, 3, height, width)
                        .shape();

                assertThat(shape)
                        .as("of %d x %d pixels", width, height)
                        .containsExactly(
                                1, WIDTHS.get(2), (height + stride - 1) / stride, (width + stride - 1) / stride);
            }
            assertThat(built.tower.channels()).isEqualTo(WIDTHS.get(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5"})
    void encodesAPictureInABatchAsAlone(int n) {
        try (Built built = small(3)) {
            unsettle(built);
            float[] x = noise(n, 3, 19, 22);
            float[] together = Torch.read(built.forward(x, false, n, 3, 19, 22));

            for (int i = 0; i < n; i++) {
                float[] picture = row(x, i, n);
                float[] alone = Torch.read(built.forward(picture, false, 1, 3, 19, 22));
                assertClose(alone, row(together, i, n), 1e-5);
            }
        }
    }

    private static float[] row(float[] values, int row, int rows) {
        int length = values.length / rows;
        return Arrays.copyOfRange(values, row * length, (row + 1) * length);
    }

    @Test
    void gradientsEqualFiniteDifferences() {
        try (Built built = small(3);
                Weights exact = GradientCheck.weights(built.parameters, 5)) {
            TorchFeatures x = GradientCheck.features(exact, random, 3, 3, 20, 17);
            long[] shape = built.tower.forward(x).value().shape();
            Tensor factors =
                    GradientCheck.features(exact, random, shape).value().detach();

            GradientCheck.check(
                    exact,
                    List.of(x),
                    random,
                    () -> built.tower.forward(x).value().mul(factors).sum());
        }
    }

    static Stream<TowerSettings> sizes() {
        return Stream.of(
                new TowerSettings(1, List.of(8), List.of(2), 1),
                new TowerSettings(3, List.of(5, 7), List.of(1, 1), 3),
                new TowerSettings(3, List.of(8, 8, 8, 16), List.of(2, 1, 2, 3), 2));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void parametersEqualTheFormula(TowerSettings settings) {
        assertThat(trained(settings)).isEqualTo(parameters(settings));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void multiplyAddsEqualTheFormula(TowerSettings settings) {
        Tower tower = Towers.named(name()).maker().apply(new Layers(), settings);

        Cost cost = Cost.of(tower, new FeatureShape(settings.inputs(), 37, 50), List.of());

        assertThat(cost.encode()).isEqualTo(multiplyAdds(settings, 37, 50));
    }

    /** A height or width after a stride. */
    static int down(int size, int stride) {
        return (size + stride - 1) / stride;
    }

    /** Multiply-adds of basic blocks in the stages from {@code first} on. */
    static long blockMultiplyAdds(TowerSettings settings, int first, int height, int width) {
        long sum = 0;
        long i = settings.widths().get(0);
        for (int stage = first; stage < settings.widths().size(); stage++) {
            long o = settings.widths().get(stage);
            height = down(height, settings.strides().get(stage));
            width = down(width, settings.strides().get(stage));
            boolean projected = i != o || settings.strides().get(stage) != 1;
            long weights = 9 * i * o + 9 * o * o + (projected ? i * o : 0) + (settings.blocks() - 1) * 18 * o * o;
            sum += weights * height * width;
            i = o;
        }
        return sum;
    }

    long trained(TowerSettings settings) {
        return made(settings).stream()
                .filter(Parameter::trained)
                .mapToLong(Parameter::size)
                .sum();
    }

    List<Parameter> made(TowerSettings settings) {
        Layers layers = new Layers();
        Tower tower = Towers.named(name()).maker().apply(layers, settings);
        assertThat(tower.channels())
                .isEqualTo(settings.widths().get(settings.widths().size() - 1));
        return layers.parameters();
    }

    /** Parameters of basic blocks in the stages from {@code first} on, by the formula of {@link BasicBlock}. */
    static long blocks(TowerSettings settings, int first) {
        long sum = 0;
        long i = settings.widths().get(0);
        for (int stage = first; stage < settings.widths().size(); stage++) {
            long o = settings.widths().get(stage);
            boolean projected = i != o || settings.strides().get(stage) != 1;
            sum += 9 * i * o + 9 * o * o + 4 * o + (projected ? i * o + 2 * o : 0);
            sum += (settings.blocks() - 1) * (18 * o * o + 4 * o);
            i = o;
        }
        return sum;
    }

    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance * Math.max(1, Math.abs(expected[i])))) {
                assertThat(actual[i]).as("number %d", i).isEqualTo(expected[i]);
            }
        }
    }
}
