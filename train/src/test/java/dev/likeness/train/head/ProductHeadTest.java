package dev.likeness.train.head;

class ProductHeadTest extends HeadContract {
    @Override
    String name() {
        return "product";
    }
}
