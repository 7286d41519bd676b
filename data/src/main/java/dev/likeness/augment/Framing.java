package dev.likeness.augment;

import java.util.Random;

/** Changes the visible part of a photograph or the viewpoint. */
@FunctionalInterface
interface Framing {
    /**
     * The new visible part.
     *
     * @param seen the visible part so far, in pixels of the photograph, with (0, 0) at its centre
     */
    Quadrilateral change(Quadrilateral seen, Random random);
}
