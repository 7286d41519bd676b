package dev.likeness.train.head;

import dev.likeness.train.cost.Cost;
import dev.likeness.train.engine.TorchFeatures;

class InterleavedHeadTest extends ConvolvedHeadContract {
    @Override
    String name() {
        return "interleaved";
    }

    /** Interleaves the channels: a0 b0 a1 b1 .. */
    @Override
    TorchFeatures plain(TorchFeatures a, TorchFeatures b) {
        TorchFeatures interleaved = a.channels(0, 1).concat(b.channels(0, 1));
        for (int c = 1; c < CHANNELS; c++) {
            interleaved = interleaved.concat(a.channels(c, c + 1)).concat(b.channels(c, c + 1));
        }
        return ((InterleavedHead) head).plain(interleaved);
    }

    @Override
    Cost formula(long c, long w, long cells) {
        return new Cost(36 * c + 2 * c * w + 2 * w + 1, 36 * c * cells, (4 * c * w + w) * cells);
    }
}
