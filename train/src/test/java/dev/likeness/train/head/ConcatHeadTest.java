package dev.likeness.train.head;

import dev.likeness.train.network.Features;

class ConcatHeadTest extends ConvolvedHeadContract {
    @Override
    String name() {
        return "concat";
    }

    @Override
    Features plain(Features a, Features b) {
        return ((ConcatHead) head).plain(a, b);
    }
}
