package dev.likeness.train.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every head promises; one subclass for each. */
abstract class HeadContract {
    static final int CHANNELS = 6;
    static final int WIDTH = 5;

    private final PointerScope scope = new PointerScope();
    private final Layers layers = new Layers();
    private final Random random = new Random(7);
    Head head;
    Weights weights;

    /** The name by which recipes know the head. */
    abstract String name();

    @BeforeEach
    void build() {
        head = Heads.build(name(), layers, new HeadSettings(CHANNELS, WIDTH));
        weights = new Weights(layers.parameters(), 3);
    }

    @AfterEach
    void free() {
        weights.close();
        scope.close();
    }

    /** Random features as a ReLU leaves them: {@code [n,CHANNELS,h,w]}. */
    TorchFeatures features(int n, int h, int w) {
        float[] values = new float[n * CHANNELS * h * w];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(0, random.nextGaussian());
        }
        return new TorchFeatures(Torch.floats(values, n, CHANNELS, h, w), weights, false);
    }

    float[] map(Features a, Features b) {
        return Torch.read(((TorchFeatures) head.combine(head.prepare(a), head.prepare(b))).value());
    }

    private double score(Features a, Features b) {
        Features map = head.combine(head.prepare(a), head.prepare(b));
        return Torch.read(((TorchFeatures) map.mean()).value())[0];
    }

    @Test
    void isSymmetricToTheLastBit() {
        TorchFeatures a = features(3, 4, 5);
        TorchFeatures b = features(3, 4, 5);

        assertThat(map(a, b)).isEqualTo(map(b, a));
    }

    @Test
    void isNotAdditiveInItsTwoPictures() {
        TorchFeatures a = features(1, 4, 4);
        TorchFeatures a2 = features(1, 4, 4);
        TorchFeatures b = features(1, 4, 4);
        TorchFeatures b2 = features(1, 4, 4);

        double mixed = score(a, b) - score(a, b2) - score(a2, b) + score(a2, b2);

        assertThat(Math.abs(mixed)).isGreaterThan(1e-3);
    }

    @Test
    void takesAnyBatchAndAnyMapDownToOneCell() {
        for (int n : new int[] {1, 2, 7}) {
            for (int[] size : new int[][] {{1, 1}, {1, 3}, {6, 6}, {5, 2}}) {
                Features map = head.combine(
                        head.prepare(features(n, size[0], size[1])), head.prepare(features(n, size[0], size[1])));

                assertThat(((TorchFeatures) map).value().shape()).containsExactly(n, 1, size[0], size[1]);
            }
        }
    }

    @Test
    void answersEachPairOfABatchAsItWouldAlone() {
        TorchFeatures a = features(3, 4, 4);
        TorchFeatures b = features(3, 4, 4);
        float[] together = map(a, b);

        for (int i = 0; i < 3; i++) {
            float[] alone = map(a.rows(Torch.longs(i)), b.rows(Torch.longs(i)));
            for (int cell = 0; cell < 16; cell++) {
                assertThat(alone[cell]).isCloseTo(together[i * 16 + cell], org.assertj.core.data.Offset.offset(1e-5f));
            }
        }
    }
}
