package dev.likeness.gallery.copy;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;

/**
 * The colours of a picture in a square of 16 x 16 cells.
 *
 * @param rgb {@code [16,16,3]} flattened, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // used in this package only, and never compared
record Tints(byte[] rgb) {
    static final int SIDE = 16;

    static Tints of(Picture picture) {
        return new Tints(Resizer.area(picture, new PictureShape(SIDE, SIDE, 3)));
    }

    /** One channel of the cell at relative coordinates, 0 to 255. */
    int at(double u, double v, int channel) {
        int x = Math.min(SIDE - 1, (int) (u * SIDE));
        int y = Math.min(SIDE - 1, (int) (v * SIDE));
        return rgb[3 * (y * SIDE + x) + channel] & 0xff;
    }

    int bytes() {
        return rgb.length + 32;
    }
}
