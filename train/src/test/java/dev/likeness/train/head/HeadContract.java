package dev.likeness.train.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.cost.FeatureShape;
import dev.likeness.train.engine.GradientCheck;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.pooling.Poolings;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every head. Each head has one subclass. */
abstract class HeadContract {
    static final int CHANNELS = 6;
    static final int WIDTH = 6;
    static final int DIMENSIONS = 8;

    private final PointerScope scope = new PointerScope();
    private final Layers layers = new Layers();
    final Random random = new Random(7);
    Head head;
    Weights weights;

    /** The name of the head in recipes. */
    abstract String name();

    /** The formulas of its Javadoc, for C channels, width W and a number of cells. */
    abstract Cost formula(long c, long w, long cells);

    /** The number of its maps: 2 if each picture has its own. */
    int planes() {
        return 1;
    }

    /** Whether its map has more than one cell. */
    boolean hasPlaces() {
        return true;
    }

    int groups() {
        return 1;
    }

    private Head build(Layers of, Layers embeddings, int channels, int width) {
        Embedding embedding = new Embedding(
                Poolings.build("grid", embeddings), embeddings.linear("project", channels * 16, DIMENSIONS));
        HeadSettings settings = new HeadSettings(channels, width, groups(), 2, embedding);
        return Heads.named(name()).maker().apply(of, settings);
    }

    @BeforeEach
    void build() {
        Torch.threads(1); // more threads are slower for such small maps
        head = build(layers.within("head"), layers.within("embedding"), CHANNELS, WIDTH);
        weights = new Weights(layers.parameters(), 3);
    }

    @AfterEach
    void free() {
        weights.close();
        scope.close();
    }

    /** Random features, as after a ReLU: {@code [n,CHANNELS,h,w]}. */
    TorchFeatures features(int n, int h, int w) {
        float[] values = new float[n * CHANNELS * h * w];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(0, random.nextGaussian());
        }
        return new TorchFeatures(Torch.floats(values, n, CHANNELS, h, w), weights, false);
    }

    float[] map(TorchFeatures a, TorchFeatures b) {
        return Torch.read(head.combine(head.prepare(a), head.prepare(b)).value());
    }

    float[] scores(TorchFeatures a, TorchFeatures b) {
        TorchFeatures map = head.combine(head.prepare(a), head.prepare(b));
        return Torch.read(Network.score(map).value());
    }

    @Test
    void isSymmetricToTheLastBit() {
        TorchFeatures a = features(1, 4, 5);
        TorchFeatures b = features(1, 4, 5);

        float[] ab = map(a, b);
        float[] ba = map(b, a);

        int cells = ab.length / planes();
        for (int plane = 0; plane < planes(); plane++) { // the map of a picture is the same on both sides
            int other = planes() - 1 - plane;
            assertThat(Arrays.copyOfRange(ba, other * cells, (other + 1) * cells))
                    .isEqualTo(Arrays.copyOfRange(ab, plane * cells, (plane + 1) * cells));
        }
        assertThat(scores(features(3, 4, 5), features(3, 4, 5))).hasSize(3);
        assertThat(scores(b, a)).isEqualTo(scores(a, b));
    }

    @Test
    void isNotAdditive() {
        TorchFeatures a = features(1, 4, 4);
        TorchFeatures a2 = features(1, 4, 4);
        TorchFeatures b = features(1, 4, 4);
        TorchFeatures b2 = features(1, 4, 4);

        double mixed = scores(a, b)[0] - scores(a, b2)[0] - scores(a2, b)[0] + scores(a2, b2)[0];

        assertThat(Math.abs(mixed)).isGreaterThan(1e-3);
    }

    @Test
    void acceptsAnyBatchAndAnyMapDownToOneCell() {
        for (int n : new int[] {1, 2, 7}) {
            for (int[] size : new int[][] {{1, 1}, {1, 3}, {6, 6}, {5, 2}}) {
                TorchFeatures map = head.combine(
                        head.prepare(features(n, size[0], size[1])), head.prepare(features(n, size[0], size[1])));

                assertThat(map.value().shape())
                        .containsExactly(n, planes(), hasPlaces() ? size[0] : 1, hasPlaces() ? size[1] : 1);
            }
        }
    }

    @Test
    void scoresAPairInABatchAsAlone() {
        TorchFeatures a = features(3, 4, 4);
        TorchFeatures b = features(3, 4, 4);
        float[] together = map(a, b);

        int each = together.length / 3;
        for (int i = 0; i < 3; i++) {
            float[] alone = map(a.rows(i, 1), b.rows(i, 1));
            for (int cell = 0; cell < each; cell++) {
                assertThat(alone[cell]).isCloseTo(together[i * each + cell], Offset.offset(1e-5f));
            }
        }
    }

    @Test
    void gradientsEqualFiniteDifferences() {
        try (Weights exact = GradientCheck.weights(layers.parameters(), 5)) {
            TorchFeatures a = GradientCheck.features(exact, random, 3, CHANNELS, 4, 4);
            TorchFeatures b = GradientCheck.features(exact, random, 3, CHANNELS, 4, 4);
            Tensor weighing = GradientCheck.features(exact, random, 3).value().detach();

            GradientCheck.check(exact, List.of(a, b), random, () -> {
                TorchFeatures score = Network.score(head.combine(head.prepare(a), head.prepare(b)));
                return score.value().mul(weighing).sum();
            });
        }
    }

    @Test
    void costEqualsItsFormulas() {
        for (int[] size : new int[][] {{6, 6, 4, 5}, {12, 18, 1, 1}, {4, 12, 7, 3}}) {
            Layers own = new Layers();
            Head other = build(own, new Layers(), size[0], size[1]);

            Cost cost = Cost.of(other, new FeatureShape(size[0], size[2], size[3]), own.parameters());

            assertThat(cost).isEqualTo(formula(size[0], size[1], (long) size[2] * size[3]));
        }
    }
}
