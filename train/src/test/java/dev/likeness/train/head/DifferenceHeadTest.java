package dev.likeness.train.head;

class DifferenceHeadTest extends HeadContract {
    @Override
    String name() {
        return "difference";
    }
}
