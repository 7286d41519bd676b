package dev.likeness.augment;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;

/**
 * A photograph to generate views from: with its own aspect ratio, and not larger than the views need.
 *
 * @param shape width, height and channels
 * @param pixels {@code [h,w,C]} unsigned bytes
 * @param turn its orientation: the number of quarter turns, plus 4 if mirrored; 0 to 7
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are large and never changed
public record Photograph(PictureShape shape, byte[] pixels, int turn) {
    /**
     * The number of pixels of the shorter side per pixel of a view: enough for a sharp view of a fifth of the area, and few
     * enough to hold thousands of photographs in memory.
     */
    private static final double SPARE = 2.25;

    /** The maximum aspect ratio: panoramas would fill the memory. */
    private static final int MAX_ASPECT = 2;

    public Photograph {
        if (pixels.length != shape.bytes()) {
            throw new IllegalArgumentException(
                    "a photograph of " + shape + " has " + shape.bytes() + " bytes, not " + pixels.length);
        }
        if (turn < 0 || turn > 7) {
            throw new IllegalArgumentException("the orientation of a photograph is 0 to 7, not " + turn);
        }
    }

    /** From a picture, for views of a shape; reduced by the area filter if it is larger than they need. */
    public static Photograph of(Picture picture, PictureShape view) {
        double enough = SPARE * Math.max(view.width(), view.height());
        double scale = Math.min(1, enough / Math.min(picture.width(), picture.height()));
        int width = (int) Math.min(picture.width() * scale + 0.5, MAX_ASPECT * enough);
        int height = (int) Math.min(picture.height() * scale + 0.5, MAX_ASPECT * enough);
        PictureShape kept = new PictureShape(Math.max(1, width), Math.max(1, height), view.channels());
        return new Photograph(kept, Resizer.area(picture, kept), 0);
    }

    /** The whole photograph in its orientation, with (0, 0) at its centre. */
    Quadrilateral whole() {
        Quadrilateral upright = Quadrilateral.of(shape.width(), shape.height());
        return (turn < 4 ? upright : upright.mirrored()).quartered(turn % 4);
    }
}
