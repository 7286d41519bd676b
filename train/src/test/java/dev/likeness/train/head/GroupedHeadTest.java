package dev.likeness.train.head;

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
}
