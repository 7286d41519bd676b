package dev.likeness.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

/** Compares products of cells, and the neighbours gathered from them, with loops. */
class CellProductsTest {
    private static final int C = 6;
    private static final int H = 3;
    private static final int W = 4;
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    private final Random random = new Random(3);
    private final Weights none = new Weights(List.of(), 1);

    private float[] numbers() {
        float[] values = new float[C * H * W];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private TorchFeatures map(float[] values) {
        return new TorchFeatures(Torch.floats(values, 1, C, H, W), none, false);
    }

    private static float[] read(TorchFeatures features) {
        return Torch.read(features.value());
    }

    private static float product(float[] a, int cellOfA, float[] b, int cellOfB, int from, int to) {
        float sum = 0;
        for (int c = from; c < to; c++) {
            sum += a[c * H * W + cellOfA] * b[c * H * W + cellOfB];
        }
        return sum;
    }

    @Test
    void productsAndNeighboursEqualALoop() {
        try (PointerScope scope = new PointerScope()) {
            float[] a = numbers();
            float[] b = numbers();
            for (int groups : new int[] {1, 2, 6}) {
                int each = C / groups;
                int radius = 2;
                int side = 2 * radius + 1;
                TorchFeatures products = map(a).products(map(b), groups);
                float[] all = read(products);
                float[] near = read(products.near(radius, H, W));
                float[] transposed = read(products.transposed());
                for (int g = 0; g < groups; g++) {
                    for (int cell = 0; cell < H * W; cell++) {
                        for (int other = 0; other < H * W; other++) {
                            float expected = product(a, cell, b, other, g * each, (g + 1) * each);
                            assertThat(all[(g * H * W + cell) * H * W + other]).isCloseTo(expected, CLOSE);
                            assertThat(transposed[(g * H * W + other) * H * W + cell])
                                    .isCloseTo(expected, CLOSE);
                        }
                        for (int dy = -radius; dy <= radius; dy++) {
                            for (int dx = -radius; dx <= radius; dx++) {
                                int y = cell / W + dy;
                                int x = cell % W + dx;
                                boolean inside = y >= 0 && y < H && x >= 0 && x < W;
                                float expected = inside ? product(a, cell, b, y * W + x, g * each, (g + 1) * each) : 0;
                                int channel = g * side * side + (dy + radius) * side + dx + radius;
                                assertThat(near[channel * H * W + cell]).isCloseTo(expected, CLOSE);
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void unitLengthHoldsInEachGroup() {
        try (PointerScope scope = new PointerScope()) {
            float[] a = numbers();
            for (int groups : new int[] {1, 3}) {
                int each = C / groups;
                float[] unit = read(map(a).unit(groups));
                for (int g = 0; g < groups; g++) {
                    for (int cell = 0; cell < H * W; cell++) {
                        float length = (float) Math.sqrt(product(a, cell, a, cell, g * each, (g + 1) * each));
                        for (int c = g * each; c < (g + 1) * each; c++) {
                            assertThat(unit[c * H * W + cell]).isCloseTo(a[c * H * W + cell] / length, CLOSE);
                        }
                    }
                }
            }
        }
    }

    @Test
    void logSumExpIsFiniteAtExtremes() {
        try (PointerScope scope = new PointerScope()) {
            float[] far = {1000, 999, -1000, -1001};
            TorchFeatures rows = new TorchFeatures(Torch.floats(far, 1, 1, 2, 2), none, false);

            float[] soft = read(rows.logSumExp(1, 2));

            float above = (float) Math.log(1 + Math.exp(-1));
            assertThat(soft[0]).isCloseTo(1000 + above, Offset.offset(1e-3f));
            assertThat(soft[1]).isCloseTo(-1000 + above, Offset.offset(1e-3f));
        }
    }
}
