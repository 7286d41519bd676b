package dev.likeness.augment;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import org.jspecify.annotations.Nullable;

/**
 * A photograph to generate views from: with its own aspect ratio, and not larger than the views need.
 *
 * @param shape width, height and channels
 * @param pixels {@code [h,w,C]} unsigned bytes
 * @param turn its orientation: the number of quarter turns, plus 4 if mirrored; 0 to 7
 * @param half the same at half the size, from which small views are sampled faster; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are large and never changed
public record Photograph(
        PictureShape shape,
        byte[] pixels,
        int turn,
        @Nullable Photograph half) {
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

    /** A photograph at one size. */
    public Photograph(PictureShape shape, byte[] pixels, int turn) {
        this(shape, pixels, turn, null);
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

    /** With half the size beside it, by the area filter. */
    public Photograph withHalf() {
        PictureShape small =
                new PictureShape(Math.max(1, shape.width() / 2), Math.max(1, shape.height() / 2), shape.channels());
        Canvas canvas = new Canvas(shape.width(), shape.height(), shape.channels());
        for (int i = 0; i < pixels.length; i++) {
            canvas.values[i] = pixels[i] & 0xff;
        }
        byte[] reduced = Resizer.area(canvas.picture(), small);
        return new Photograph(shape, pixels, turn, new Photograph(small, reduced, turn));
    }

    /** With another orientation. */
    public Photograph turned(int newTurn) {
        return new Photograph(shape, pixels, newTurn, half);
    }

    /** The whole photograph in its orientation, with (0, 0) at its centre. */
    Quadrilateral whole() {
        Quadrilateral upright = Quadrilateral.of(shape.width(), shape.height());
        return (turn < 4 ? upright : upright.mirrored()).quartered(turn % 4);
    }
}
