package dev.likeness.augment;

import java.util.Random;

/** One way to look at another part of a photograph, or from elsewhere. */
@FunctionalInterface
interface Framing {
    /**
     * What is looked at instead.
     *
     * @param seen in the photograph's pixels, around the middle of the photograph at (0, 0)
     */
    Quadrilateral change(Quadrilateral seen, Random random);
}
