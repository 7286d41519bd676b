package dev.likeness.augment;

import java.util.Random;

/** Changes the pixels of a view in place. */
@FunctionalInterface
interface Effect {
    void alter(Canvas canvas, Random random);
}
