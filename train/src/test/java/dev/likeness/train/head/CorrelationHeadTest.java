package dev.likeness.train.head;

import dev.likeness.train.cost.Cost;

class CorrelationHeadTest extends HeadContract {
    @Override
    String name() {
        return "correlation";
    }

    @Override
    int planes() {
        return 2;
    }

    @Override
    Cost formula(long c, long w, long cells) {
        long displaced = groups() * 25L;
        return new Cost(
                c * w + displaced * w + 5 * w + 1,
                c * w * cells,
                2 * w * cells * cells + 2 * (displaced * w + w) * cells);
    }
}
