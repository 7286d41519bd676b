package dev.likeness.train.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.cost.FeatureShape;
import dev.likeness.train.engine.GradientCheck;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.export.ExportedPart;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Parameter;
import dev.likeness.train.network.Pooling;
import dev.likeness.train.network.Tower;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of every pooling. Each pooling has one subclass. */
abstract class PoolingContract {
    static final int CHANNELS = 3;

    private final PointerScope scope = new PointerScope();
    private final Layers layers = new Layers();
    final Random random = new Random(7);
    Pooling pooling;
    Weights weights;

    /** The name of the pooling in recipes. */
    abstract String name();

    /** The pooled map of one picture, computed by a loop: {@code [C,h,w] -> [C,cells]}. */
    abstract double[] loop(float[] x, int h, int w);

    @BeforeEach
    void build() {
        Torch.threads(1); // more threads are slower for such small maps
        pooling = Poolings.build(name(), layers);
        weights = new Weights(layers.parameters(), 3);
        for (Parameter parameter : layers.parameters()) { // other than at the start
            float[] numbers = weights.read(parameter);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] += 0.4f;
            }
            weights.write(parameter, numbers);
        }
    }

    @AfterEach
    void free() {
        weights.close();
        scope.close();
    }

    /** Random features as after a ReLU, about half of them 0. */
    float[] features(int n, int h, int w) {
        float[] values = new float[n * CHANNELS * h * w];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(0, 3 * random.nextGaussian());
        }
        return values;
    }

    Tensor pooled(float[] x, int n, int h, int w) {
        return pooling.forward(new TorchFeatures(Torch.floats(x, n, CHANNELS, h, w), weights, false))
                .value();
    }

    @ParameterizedTest
    @CsvSource({"8,8", "7,9", "12,4", "1,1", "2,5"})
    void equalsTheLoopInBothEngines(int h, int w) throws Exception {
        int n = 3;
        float[] x = features(n, h, w);
        Tensor trained = pooled(x, n, h, w);
        float[] numbers = Torch.read(trained);

        long[] shape = trained.shape();
        assertThat(shape).startsWith(n, CHANNELS);
        assertThat(shape[2] * shape[3]).isEqualTo(pooling.cells());
        int each = CHANNELS * h * w;
        int outputs = CHANNELS * pooling.cells();
        for (int i = 0; i < n; i++) {
            double[] expected = loop(Arrays.copyOfRange(x, i * each, (i + 1) * each), h, w);
            for (int j = 0; j < outputs; j++) {
                assertThat((double) numbers[i * outputs + j]).isCloseTo(expected[j], close(expected[j]));
            }
        }
        ExportedPart.Part part = new ExportedPart.Part() {
            @Override
            public <F extends Features<F>> F apply(F map) {
                return pooling.forward(map);
            }
        };
        try (ExportedPart onnx = new ExportedPart(part, weights.readAll(), CHANNELS, h, w)) {
            ExportedPart.Output output = onnx.run(x, n, CHANNELS, h, w);

            assertThat(output.shape()).isEqualTo(shape);
            assertThat(onnx.promisedShape()).isEqualTo(Arrays.copyOfRange(shape, 1, 4));
            for (int i = 0; i < numbers.length; i++) {
                assertThat((double) output.values()[i]).isCloseTo(numbers[i], close(numbers[i]));
            }
        }
    }

    static Offset<Double> close(double value) {
        return Offset.offset(1e-5 * Math.max(1, Math.abs(value)));
    }

    @Test
    void poolsAPictureInABatchAsAlone() {
        float[] x = features(3, 5, 6);
        float[] together = Torch.read(pooled(x, 3, 5, 6));
        int each = x.length / 3;
        int outputs = together.length / 3;
        for (int i = 0; i < 3; i++) {
            float[] alone = Torch.read(pooled(Arrays.copyOfRange(x, i * each, (i + 1) * each), 1, 5, 6));
            for (int j = 0; j < outputs; j++) {
                assertThat((double) alone[j]).isCloseTo(together[i * outputs + j], close(alone[j]));
            }
        }
    }

    /** The features are normally distributed: about half are below 0. */
    @Test
    void gradientsEqualFiniteDifferences() {
        try (Weights exact = GradientCheck.weights(layers.parameters(), 5)) {
            TorchFeatures x = GradientCheck.features(exact, random, 2, CHANNELS, 5, 6);
            Tensor factors = GradientCheck.features(
                            exact, random, pooling.forward(x).value().shape())
                    .value()
                    .detach();

            GradientCheck.check(
                    exact,
                    List.of(x),
                    random,
                    () -> pooling.forward(x).value().mul(factors).sum());
        }
    }

    @Test
    void theCostCountsTheSameShape() {
        Tower alone = new Tower() {
            @Override
            public <F extends Features<F>> F forward(F x) {
                return pooling.forward(x);
            }

            @Override
            public int channels() {
                return CHANNELS;
            }
        };
        FeatureShape shape = Cost.outputShape(alone, new dev.likeness.picture.PictureShape(9, 7, CHANNELS));

        assertThat(shape.channels()).isEqualTo(CHANNELS);
        assertThat(shape.height() * shape.width()).isEqualTo(pooling.cells());
    }
}
