package dev.likeness.train.head;

import dev.likeness.error.InputException;
import dev.likeness.train.network.Embedding;

/**
 * The size of a head.
 *
 * @param channels C of the tower's feature map
 * @param width channels inside the head, at least 1
 * @param groups groups of channels that are correlated separately, at least 1; for heads that correlate
 * @param window the largest displacement in each direction, in cells, at least 0; for heads that correlate
 * @param embedding the embedding of the network, for heads that read it
 */
public record HeadSettings(int channels, int width, int groups, int window, Embedding embedding) {
    public HeadSettings {
        if (width < 1 || groups < 1 || window < 0) {
            throw new InputException("a head's width " + width + ", groups " + groups + " and window " + window
                    + ": width and groups must be 1 or more, the window 0 or more");
        }
        if (width % groups != 0) {
            throw new InputException("a head's width of " + width + " is not divisible by its " + groups
                    + " groups; choose a design.head-groups that divides the width");
        }
    }
}
