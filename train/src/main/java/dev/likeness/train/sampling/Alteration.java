package dev.likeness.train.sampling;

import java.util.Random;

/** Alters a training picture each time it is used. Thread-safe. */
@FunctionalInterface
public interface Alteration {
    /** The number of turns: four quarter turns, each plain or mirrored. */
    int TURNS = 8;

    /**
     * Draws one alteration.
     *
     * @param turn the turn before the alteration, 0 to 7: the number of quarter turns modulo 4; from 4 on also mirrored
     * @return {@code [h,w,C]} unsigned bytes of the network's shape
     */
    byte[] alter(Raster raster, int turn, Random random);
}
