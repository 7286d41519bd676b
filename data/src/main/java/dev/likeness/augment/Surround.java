package dev.likeness.augment;

import dev.likeness.picture.PictureShape;
import java.util.Random;

/** What surrounds a picture: a border, or the interface of a device. The picture keeps its contents. */
interface Surround {
    /** The width of the inner picture as a share of the whole width. */
    double across();

    /** The height of the inner picture as a share of the whole height. */
    double down();

    /** Puts the picture into its surroundings, in the size of the whole. */
    Canvas around(Canvas inner, PictureShape whole, Random random);
}
