package dev.likeness.train.head;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.network.Features;

class GroupedHeadTest extends ConvolvedHeadContract {
    @Override
    String name() {
        return "grouped";
    }

    @Override
    Features plain(Features a, Features b) {
        return ((GroupedHead) head).plain(a, b);
    }

    @Override
    Cost formula(long c, long w, long cells) {
        return new Cost(18 * c * w + 2 * w * w + 5 * w + 1, (18 * c * w + 2 * w * w) * cells, w * cells);
    }
}
