package dev.likeness.train.head;

import dev.likeness.error.InputException;

/**
 * The size of a head.
 *
 * @param channels C of the tower's feature map
 * @param width channels inside the head, at least 1
 */
public record HeadSettings(int channels, int width) {
    public HeadSettings {
        if (width < 1) {
            throw new InputException("a head's width of " + width + ": it must be 1 or more");
        }
    }
}
