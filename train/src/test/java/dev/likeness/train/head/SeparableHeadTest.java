package dev.likeness.train.head;

import dev.likeness.train.network.Features;

class SeparableHeadTest extends ConvolvedHeadContract {
    @Override
    String name() {
        return "separable";
    }

    @Override
    Features plain(Features a, Features b) {
        return ((SeparableHead) head).plain(a, b);
    }
}
