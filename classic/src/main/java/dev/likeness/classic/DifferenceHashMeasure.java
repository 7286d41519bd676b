package dev.likeness.classic;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;

/**
 * {@code difference-hash}: one bit for each of 8x8 grey pixels: whether its right neighbour is brighter. The score is the
 * share of equal bits, 0 to 1. N. Krawetz, "Kind of Like That", The Hacker Factor Blog 2013. OpenCV does not have this
 * hash. Thread-safe.
 */
final class DifferenceHashMeasure extends HashMeasure {
    static final String NAME = "difference-hash";
    private static final int SIDE = 8;

    DifferenceHashMeasure() {
        super(NAME);
    }

    /** One number for each row; its lowest bit belongs to the leftmost pixel. */
    @Override
    float[] vector(Picture picture) {
        byte[] grey = Resizer.area(picture, new PictureShape(SIDE + 1, SIDE, 1)); // [8,9]
        float[] hash = new float[SIDE];
        for (int y = 0; y < SIDE; y++) {
            int row = 0;
            for (int x = 0; x < SIDE; x++) {
                int at = y * (SIDE + 1) + x;
                row |= (grey[at + 1] & 0xff) > (grey[at] & 0xff) ? 1 << x : 0;
            }
            hash[y] = row;
        }
        return hash;
    }
}
