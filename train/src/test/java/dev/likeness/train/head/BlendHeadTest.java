package dev.likeness.train.head;

class BlendHeadTest extends HeadContract {
    @Override
    String name() {
        return "blend";
    }
}
