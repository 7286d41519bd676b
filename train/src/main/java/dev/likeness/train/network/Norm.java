package dev.likeness.train.network;

/**
 * Batch normalisation, {@code gain (x - mean) / sqrt(variance + 1e-5) + shift} for each channel (Ioffe and Szegedy
 * 2015): with the mean and variance of the batch in training, and with their running averages in use. All {@code [C]}.
 */
public record Norm(Parameter gain, Parameter shift, Parameter mean, Parameter variance) {
    public static final double EPSILON = 1e-5;

    public int channels() {
        return gain.size();
    }
}
