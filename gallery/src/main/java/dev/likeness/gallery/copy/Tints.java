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
    /** The width of the part of the picture that takes part in a sample between cells. */
    static final double REACH = 2.0 / SIDE;

    static Tints of(Picture picture) {
        return new Tints(Resizer.area(picture, new PictureShape(SIDE, SIDE, 3)));
    }

    /** The bilinear sample of one channel at relative coordinates, 0 to 255. */
    double at(double u, double v, int channel) {
        double x = Math.min(Math.max(u * SIDE - 0.5, 0), SIDE - 1);
        double y = Math.min(Math.max(v * SIDE - 0.5, 0), SIDE - 1);
        int left = Math.min((int) x, SIDE - 2);
        int top = Math.min((int) y, SIDE - 2);
        double right = x - left;
        double bottom = y - top;
        return (1 - bottom) * ((1 - right) * cell(left, top, channel) + right * cell(left + 1, top, channel))
                + bottom * ((1 - right) * cell(left, top + 1, channel) + right * cell(left + 1, top + 1, channel));
    }

    private int cell(int x, int y, int channel) {
        return rgb[3 * (y * SIDE + x) + channel] & 0xff;
    }

    int bytes() {
        return rgb.length + 32;
    }
}
