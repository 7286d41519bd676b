package dev.likeness.train.head;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.engine.TorchFeatures;

class GroupedHeadTest extends ConvolvedHeadContract {
    @Override
    String name() {
        return "grouped";
    }

    @Override
    TorchFeatures plain(TorchFeatures a, TorchFeatures b) {
        return ((GroupedHead) head).plain(a, b);
    }

    @Override
    Cost formula(long c, long w, long cells) {
        return new Cost(18 * c * w + 2 * w * w + 5 * w + 1, (18 * c * w + 2 * w * w) * cells, w * cells);
    }
}
