package dev.likeness.train.network;

/**
 * A fully connected layer, {@code W x + bias}.
 *
 * @param weight {@code [outputs,inputs]}
 * @param bias {@code [outputs]}
 */
public record Linear(Parameter weight, Parameter bias) {
    public int inputs() {
        return weight.shape().get(1);
    }

    public int outputs() {
        return weight.shape().get(0);
    }
}
