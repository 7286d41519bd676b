package dev.likeness.train.head;

/** The correlation head with two groups of channels. */
class GroupCorrelationHeadTest extends CorrelationHeadTest {
    @Override
    int groups() {
        return 2;
    }
}
