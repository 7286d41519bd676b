package dev.likeness.train.cost;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Linear;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.PowerMean;
import dev.likeness.train.network.Scale;

/**
 * Features that know only their shape: each operation counts its multiply-adds.
 *
 * @param count what each operation adds to
 */
record CountedFeatures(Count count, int channels, int height, int width) implements Features<CountedFeatures> {
    /** Multiply-adds so far. */
    static final class Count {
        private long multiplyAdds;

        long multiplyAdds() {
            return multiplyAdds;
        }
    }

    static CountedFeatures of(FeatureShape shape, Count count) {
        return new CountedFeatures(count, shape.channels(), shape.height(), shape.width());
    }

    /** The same shape, whose operations add to another count. */
    CountedFeatures countedBy(Count other) {
        return new CountedFeatures(other, channels, height, width);
    }

    private CountedFeatures shaped(int c, int h, int w) {
        return new CountedFeatures(count, c, h, w);
    }

    private CountedFeatures spending(long multiplyAdds) {
        count.multiplyAdds += multiplyAdds;
        return this;
    }

    private int cells() {
        return height * width;
    }

    @Override
    public CountedFeatures conv(Conv layer) {
        int h = layer.cellsFrom(height);
        int w = layer.cellsFrom(width);
        long each = (long) layer.inputs().length() * layer.kernel() * layer.kernel();
        return shaped(layer.outputChannels(), h, w).spending(each * layer.outputChannels() * h * w);
    }

    @Override
    public CountedFeatures linear(Linear layer) {
        return shaped(layer.outputs(), 1, 1).spending((long) layer.inputs() * layer.outputs());
    }

    @Override
    public CountedFeatures dot(CountedFeatures other) {
        return shaped(1, height, width).spending((long) channels * cells());
    }

    @Override
    public CountedFeatures products(CountedFeatures other, int groups) {
        int others = other.height() * other.width();
        return shaped(groups, cells(), others).spending((long) channels * cells() * others);
    }

    @Override
    public CountedFeatures norm(Norm layer) {
        return this;
    }

    @Override
    public CountedFeatures contrast(int window) {
        return this;
    }

    @Override
    public CountedFeatures relu() {
        return this;
    }

    @Override
    public CountedFeatures plus(CountedFeatures other) {
        return this;
    }

    @Override
    public CountedFeatures minus(CountedFeatures other) {
        return this;
    }

    @Override
    public CountedFeatures times(CountedFeatures other) {
        return this;
    }

    @Override
    public CountedFeatures abs() {
        return this;
    }

    @Override
    public CountedFeatures scaled(double factor, double offset) {
        return this;
    }

    @Override
    public CountedFeatures scale(Scale layer) {
        return this;
    }

    @Override
    public CountedFeatures unit(int groups) {
        return this;
    }

    @Override
    public CountedFeatures concat(CountedFeatures other) {
        return shaped(channels + other.channels(), height, width);
    }

    @Override
    public CountedFeatures channels(int from, int to) {
        return shaped(to - from, height, width);
    }

    @Override
    public CountedFeatures pool(int rows, int columns) {
        return shaped(channels, rows, columns);
    }

    @Override
    public CountedFeatures powerMean(PowerMean layer) {
        return shaped(channels, 1, 1);
    }

    @Override
    public CountedFeatures maxPool(int kernel, int stride, int padding) {
        return shaped(
                channels, (height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1);
    }

    @Override
    public CountedFeatures flatten() {
        return shaped(channels * cells(), 1, 1);
    }

    @Override
    public CountedFeatures cell() {
        return this;
    }

    @Override
    public CountedFeatures transposed() {
        return shaped(channels, width, height);
    }

    @Override
    public CountedFeatures near(int radius, int rows, int columns) {
        return shaped(channels * (2 * radius + 1) * (2 * radius + 1), rows, columns);
    }

    @Override
    public CountedFeatures logSumExp(int rows, int columns) {
        return shaped(channels, rows, columns);
    }

    @Override
    public CountedFeatures mean() {
        return shaped(1, 1, 1);
    }
}
