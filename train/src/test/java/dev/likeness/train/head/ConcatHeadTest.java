package dev.likeness.train.head;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.engine.TorchFeatures;

class ConcatHeadTest extends ConvolvedHeadContract {
    @Override
    String name() {
        return "concat";
    }

    @Override
    TorchFeatures plain(TorchFeatures a, TorchFeatures b) {
        return ((ConcatHead) head).plain(a, b);
    }

    @Override
    Cost formula(long c, long w, long cells) {
        return new Cost(18 * c * w + 3 * w + 1, 18 * c * w * cells, w * cells);
    }
}
