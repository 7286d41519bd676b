package dev.likeness.train.head;

import dev.likeness.train.cost.Cost;

class DifferenceHeadTest extends HeadContract {
    @Override
    String name() {
        return "difference";
    }

    @Override
    Cost formula(long c, long w, long cells) {
        long planes = 1;
        return new Cost(c * w + 9 * planes * w * w + 5 * w + 1, c * w * cells, (9 * planes * w * w + w) * cells);
    }
}
