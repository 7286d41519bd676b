package dev.likeness.train.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NearestHeadTest extends HeadContract {
    @Override
    String name() {
        return "nearest";
    }

    @Override
    int planes() {
        return 2;
    }

    @Override
    Cost formula(long c, long w, long cells) {
        return new Cost(c * w + 2 * w + 3, c * w * cells, 2 * w * cells * cells);
    }

    /** Before training: {@code log mean exp} of ten times the cosines, for each cell of each picture. */
    @Test
    void equalsALoopOverAllPairsOfCells() {
        TorchFeatures a = features(1, 3, 2);
        TorchFeatures b = features(1, 3, 2);
        float[] first = Torch.read(head.prepare(a).value()); //  [WIDTH,6]
        float[] second = Torch.read(head.prepare(b).value());
        float[] map = map(a, b);

        for (int cell = 0; cell < 6; cell++) {
            assertThat((double) map[cell]).isCloseTo(soft(first, cell, second), Offset.offset(1e-4));
            assertThat((double) map[6 + cell]).isCloseTo(soft(second, cell, first), Offset.offset(1e-4));
        }
    }

    private static double soft(float[] of, int cell, float[] among) {
        double sum = 0;
        for (int other = 0; other < 6; other++) {
            double cosine = 0;
            for (int c = 0; c < WIDTH; c++) {
                cosine += (double) of[c * 6 + cell] * among[c * 6 + other];
            }
            sum += Math.exp(10 * cosine);
        }
        return Math.log(sum / 6);
    }

    @Test
    void aDisplacementDoesNotChangeTheScore() {
        TorchFeatures a = features(1, 1, 4);
        TorchFeatures b = features(1, 1, 4);
        TorchFeatures moved = new TorchFeatures(b.value().roll(new long[] {1}, new long[] {3}), weights, false);

        assertThat(scores(a, moved)[0]).isCloseTo(scores(a, b)[0], Offset.offset(1e-5f));
    }
}
