package dev.likeness.train.cost;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Linear;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Scale;

/**
 * Features that are neither computed nor written down: only their sizes are known, and the multiply-adds are counted.
 *
 * @param tally to which each operation adds
 */
record Counted(Tally tally, int channels, int height, int width) implements Features {
    /** Multiply-adds so far. */
    static final class Tally {
        private long multiplyAdds;

        long multiplyAdds() {
            return multiplyAdds;
        }
    }

    private Counted shaped(int c, int h, int w) {
        return new Counted(tally, c, h, w);
    }

    private Counted spending(long multiplyAdds) {
        tally.multiplyAdds += multiplyAdds;
        return this;
    }

    private int cells() {
        return height * width;
    }

    @Override
    public Features conv(Conv layer) {
        int h = layer.cellsFrom(height);
        int w = layer.cellsFrom(width);
        long each = (long) layer.inputs().length() * layer.kernel() * layer.kernel();
        return shaped(layer.outputChannels(), h, w).spending(each * layer.outputChannels() * h * w);
    }

    @Override
    public Features linear(Linear layer) {
        return shaped(layer.outputs(), 1, 1).spending((long) layer.inputs() * layer.outputs());
    }

    @Override
    public Features dot(Features other) {
        return shaped(1, height, width).spending((long) channels * cells());
    }

    @Override
    public Features products(Features other, int groups) {
        int others = other.height() * other.width();
        return shaped(groups, cells(), others).spending((long) channels * cells() * others);
    }

    @Override
    public Features norm(Norm layer) {
        return this;
    }

    @Override
    public Features relu() {
        return this;
    }

    @Override
    public Features plus(Features other) {
        return this;
    }

    @Override
    public Features minus(Features other) {
        return this;
    }

    @Override
    public Features times(Features other) {
        return this;
    }

    @Override
    public Features abs() {
        return this;
    }

    @Override
    public Features scaled(double factor, double offset) {
        return this;
    }

    @Override
    public Features scale(Scale layer) {
        return this;
    }

    @Override
    public Features unit(int groups) {
        return this;
    }

    @Override
    public Features concat(Features other) {
        return shaped(channels + other.channels(), height, width);
    }

    @Override
    public Features channels(int from, int to) {
        return shaped(to - from, height, width);
    }

    @Override
    public Features pool(int rows, int columns) {
        return shaped(channels, rows, columns);
    }

    @Override
    public Features maxPool(int kernel, int stride, int padding) {
        return shaped(
                channels, (height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1);
    }

    @Override
    public Features flatten() {
        return shaped(channels * cells(), 1, 1);
    }

    @Override
    public Features cell() {
        return this;
    }

    @Override
    public Features transposed() {
        return shaped(channels, width, height);
    }

    @Override
    public Features near(int radius, int rows, int columns) {
        return shaped(channels * (2 * radius + 1) * (2 * radius + 1), rows, columns);
    }

    @Override
    public Features logSumExp(int rows, int columns) {
        return shaped(channels, rows, columns);
    }

    @Override
    public Features mean() {
        return shaped(1, 1, 1);
    }
}
