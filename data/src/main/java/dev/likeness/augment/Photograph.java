package dev.likeness.augment;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;

/**
 * A photograph as views are made from: in its own proportions, and no larger than views of a size need it.
 *
 * @param shape width, height and channels
 * @param pixels {@code [h,w,C]} unsigned bytes
 * @param turn to be looked at after this many quarter turns, and from 4 on mirrored too; 0 to 7
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are big and never changed
public record Photograph(PictureShape shape, byte[] pixels, int turn) {
    /**
     * How many pixels of the shorter side are kept for each pixel of a view: enough for a view of a fifth of the area to
     * be sharp, and few enough for thousands of photographs to stay in memory.
     */
    private static final double SPARE = 2.25;

    /** How many times longer than the shorter side the longer one is kept: panoramas would fill the memory. */
    private static final int LONGEST = 2;

    public Photograph {
        if (pixels.length != shape.bytes()) {
            throw new IllegalArgumentException(
                    "a photograph of " + shape + " has " + shape.bytes() + " bytes, not " + pixels.length);
        }
        if (turn < 0 || turn > 7) {
            throw new IllegalArgumentException("a photograph is turned 0 to 7 ways, not " + turn);
        }
    }

    /** Of a picture, to make views of a shape from; reduced by the area filter where it is larger than they need. */
    public static Photograph of(Picture picture, PictureShape view) {
        double enough = SPARE * Math.max(view.width(), view.height());
        double scale = Math.min(1, enough / Math.min(picture.width(), picture.height()));
        int width = (int) Math.min(picture.width() * scale + 0.5, LONGEST * enough);
        int height = (int) Math.min(picture.height() * scale + 0.5, LONGEST * enough);
        PictureShape kept = new PictureShape(Math.max(1, width), Math.max(1, height), view.channels());
        return new Photograph(kept, Resizer.area(picture, kept), 0);
    }

    /** All of it, as its turn has it, its middle at (0, 0). */
    Quadrilateral whole() {
        Quadrilateral upright = Quadrilateral.of(shape.width(), shape.height());
        return (turn < 4 ? upright : upright.mirrored()).quartered(turn % 4);
    }
}
