package dev.likeness.train.cost;

/**
 * The shape of one picture's features.
 *
 * @param channels C
 * @param height h; 1 for a vector
 * @param width w; 1 for a vector
 */
public record FeatureShape(int channels, int height, int width) {}
