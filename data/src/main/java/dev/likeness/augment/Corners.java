package dev.likeness.augment;

import dev.likeness.picture.PictureShape;
import java.util.Random;

/**
 * The empty corners of a rotated picture, as most programs leave them: the view keeps its size or is enlarged to show all of
 * the photograph, and the area outside it has one colour.
 *
 * @param shown whether there may be empty corners; otherwise the view is reduced until it shows the photograph only
 * @param zoom 0 to keep the size of the view, 1 to show the whole photograph
 * @param colour red, green and blue, 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and never compared
record Corners(boolean shown, double zoom, float[] colour) {
    static final Corners NONE = new Corners(false, 0, new float[3]);

    /**
     * How corners are drawn at random.
     *
     * @param probability that corners may be empty, 0 to 1
     */
    record Range(double probability) {
        static Range of(double strength) {
            return new Range(0.5 * Math.min(1, strength));
        }

        Corners draw(Random random) {
            if (!Draw.happens(random, probability)) {
                return NONE;
            }
            double zoom = random.nextInt(3) == 0 ? 1 : 0;
            return new Corners(true, zoom, random.nextBoolean() ? new float[3] : Draw.colour(random));
        }
    }

    /** The place of a part in a photograph. */
    Quadrilateral place(Quadrilateral part, PictureShape photo, Random random) {
        return shown
                ? part.placedAround(photo.width(), photo.height(), zoom, random)
                : part.placed(photo.width(), photo.height(), random);
    }

    /** Colours the area of a view outside its photograph. */
    void fill(Canvas view, Quadrilateral part, PictureShape photo) {
        if (!shown || part.isInside(photo.width(), photo.height())) {
            return;
        }
        Projection to = Projection.to(part);
        double pixel = part.width() / view.width; // of the view, in pixels of the photograph
        float[] outside = new float[view.width * view.height];
        for (int row = 0, at = 0; row < view.height; row++) {
            double v = (row + 0.5) / view.height;
            for (int column = 0; column < view.width; column++, at++) {
                double u = (column + 0.5) / view.width;
                double x = to.x(u, v);
                double y = to.y(u, v);
                double inside = Math.min(Math.min(x, photo.width() - x), Math.min(y, photo.height() - y));
                outside[at] = (float) Math.max(0, Math.min(1, 0.5 - inside / pixel));
            }
        }
        view.lay(outside, colour);
    }
}
