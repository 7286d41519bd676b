package dev.likeness.train.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CosineHeadTest extends HeadContract {
    @Override
    String name() {
        return "cosine";
    }

    @Override
    boolean hasPlaces() {
        return false;
    }

    @Override
    Cost formula(long c, long w, long cells) {
        return new Cost(2, 16 * c * DIMENSIONS, DIMENSIONS);
    }

    @Test
    void isTenTimesTheCosineBeforeTraining() {
        TorchFeatures a = features(1, 4, 4);
        TorchFeatures b = features(1, 4, 4);
        float[] first = Torch.read(head.prepare(a).value());
        float[] second = Torch.read(head.prepare(b).value());
        double cosine = 0;
        for (int i = 0; i < first.length; i++) {
            cosine += (double) first[i] * second[i];
        }

        assertThat((double) scores(a, b)[0]).isCloseTo(10 * cosine, Offset.offset(1e-5));
        assertThat((double) scores(a, a)[0]).isCloseTo(10, Offset.offset(1e-5));
    }
}
