package dev.likeness.train.head;

/** The same head over two groups of channels. */
class GroupCorrelationHeadTest extends CorrelationHeadTest {
    @Override
    int groups() {
        return 2;
    }
}
