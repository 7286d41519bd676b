package dev.likeness.augment;

import dev.likeness.error.InputException;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.Random;

/**
 * Generates altered views of a photograph that a person would still call the same photograph. The same photograph, strength
 * and random numbers give the same view on every platform. Thread-safe.
 */
public final class PhotoViews {
    /** The maximum longer side of views that are returned as pictures, in pixels: more than the input of most networks. */
    public static final int MAX_SIDE = 384;

    /** The size that photographs are reduced for if views are pictures: the shorter side of the longest view, at 3:2. */
    private static final PictureShape KEPT = new PictureShape(MAX_SIDE * 2 / 3, MAX_SIDE * 2 / 3, 3);

    /** The probability of a view that is nearly the original: in use, one of two pictures mostly is. */
    private static final double NEARLY_ORIGINAL = 0.13;

    private static final double TRIMMED_FROM = 1.5;

    private final Edits edits;
    private final Edits slightEdits;

    /**
     * Views with a strength.
     *
     * @param strength 0 to 2: below 1 alterations are rarer and weaker, above 1 they are stronger; 0 for none
     */
    public PhotoViews(double strength) {
        if (!(strength >= 0 && strength <= 2)) {
            throw new InputException("the strength of views is " + strength + "; allowed: 0 to 2, default 1");
        }
        edits = Edits.of(strength);
        slightEdits = Edits.slight(strength);
    }

    /** The size of a view whose visible part, with its border, has this width and height. */
    @FunctionalInterface
    private interface Sizing {
        PictureShape of(double width, double height);
    }

    /** How the pixels of a view are computed from a part of its photograph. */
    @FunctionalInterface
    private interface Sampling {
        Canvas of(Photograph photo, Quadrilateral part, int width, int height);
    }

    /** A view with its own aspect ratio, at most {@link #MAX_SIDE} pixels long. The photograph in it is not enlarged. */
    public Picture view(Picture photo, Random random) {
        Sizing sizing = (width, height) -> {
            double scale = Math.min(1, MAX_SIDE / Math.max(width, height));
            return scaled(width, height, scale);
        };
        return draw(Photograph.of(photo, KEPT), random, Warp::of, sizing).picture();
    }

    /**
     * A view stretched to a shape.
     *
     * @param shape with the channels of the photograph
     * @return {@code [h,w,C]} unsigned bytes
     */
    public byte[] stretched(Photograph photo, PictureShape shape, Random random) {
        return draw(photo, random, Warp::quick, (width, height) -> shape).bytes();
    }

    /**
     * A view letterboxed to a shape, as {@link Resizer#fit} does: with its own aspect ratio and bars around it.
     *
     * @param shape with the channels of the photograph
     * @return {@code [h,w,C]} unsigned bytes
     */
    public byte[] letterboxed(Photograph photo, PictureShape shape, Random random) {
        Canvas inner = draw(
                photo,
                random,
                Warp::quick,
                (width, height) -> scaled(width, height, Math.min(shape.width() / width, shape.height() / height)));
        return Resizer.fit(inner.picture(), shape, Fit.LETTERBOX);
    }

    /**
     * A view that is trimmed to a shape, as {@link Resizer#fit} does. It is drawn at {@value #TRIMMED_FROM} times the width and
     * height of the shape, so that little is enlarged where a margin is cut off.
     *
     * @param shape with the channels of the photograph
     * @return {@code [h,w,C]} unsigned bytes
     */
    public byte[] trimmed(Photograph photo, PictureShape shape, Random random) {
        PictureShape larger = new PictureShape(
                (int) Math.round(TRIMMED_FROM * shape.width()), (int) Math.round(TRIMMED_FROM * shape.height()), 3);
        return Resizer.fit(
                draw(photo, random, Warp::quick, (width, height) -> larger).picture(), shape, Fit.TRIM);
    }

    private static PictureShape scaled(double width, double height, double scale) {
        int across = Math.max(1, (int) Math.round(width * scale));
        int down = Math.max(1, (int) Math.round(height * scale));
        return new PictureShape(across, down, 3);
    }

    private Canvas draw(Photograph photo, Random random, Sampling sampling, Sizing sizing) {
        Edits drawn = Draw.happens(random, NEARLY_ORIGINAL) ? slightEdits : edits;
        Quadrilateral part = photo.whole();
        for (Framing framing : drawn.framings()) {
            part = framing.change(part, random);
        }
        Corners corners = drawn.corners().draw(random);
        part = corners.place(part, photo.shape(), random);
        Surround border = drawn.borders().draw(random);
        Surround screen = drawn.screenshots().draw(random);
        PictureShape whole = sizing.of(
                part.width() / border.across() / screen.across(), part.height() / border.down() / screen.down());
        PictureShape bordered = inside(screen, whole);
        PictureShape inner = inside(border, bordered);
        Canvas canvas = sampling.of(photo, part, inner.width(), inner.height());
        corners.fill(canvas, part, photo.shape());
        for (Effect effect : drawn.onPhotograph()) {
            effect.alter(canvas, random);
        }
        canvas = border.around(canvas, bordered, random);
        canvas = screen.around(canvas, whole, random);
        for (Effect effect : drawn.onView()) {
            effect.alter(canvas, random);
        }
        return canvas;
    }

    private static PictureShape inside(Surround surround, PictureShape whole) {
        int width = Math.max(1, (int) Math.round(whole.width() * surround.across()));
        int height = Math.max(1, (int) Math.round(whole.height() * surround.down()));
        return new PictureShape(width, height, whole.channels());
    }
}
