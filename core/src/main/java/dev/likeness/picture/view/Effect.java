package dev.likeness.picture.view;

import java.util.Random;

/** One way to change the pixels of a view in place. */
@FunctionalInterface
interface Effect {
    void alter(Canvas canvas, Random random);
}
