package dev.likeness.train.sampling;

import java.util.Random;

/** How a training picture is altered each time it is seen. Safe for use by several threads. */
@FunctionalInterface
public interface Alteration {
    /** Ways to turn a picture: four quarter turns, each as it is or mirrored. */
    int TURNS = 8;

    /**
     * Draws one alteration.
     *
     * @param turn first of all, a quarter turn this many times, and from 4 on mirrored too; 0 to 7
     * @return {@code [h,w,C]} unsigned bytes of the network's shape
     */
    byte[] alter(Raster raster, int turn, Random random);
}
