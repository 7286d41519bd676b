package dev.likeness.train.sampling;

import dev.likeness.augment.Photograph;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;

/**
 * A training picture as it is kept in memory: decoded, with the network's channels, and no larger than altering it well
 * takes.
 *
 * @param shape width, height and channels
 * @param pixels {@code [h,w,C]} unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are big and never changed
public record Raster(PictureShape shape, byte[] pixels) {
    /** How many pixels are kept on a side for each pixel the network sees: enough to turn and enlarge without blur. */
    private static final double SPARE = 2.25;

    /** Of a picture, for a network that takes this shape, in the proportions in which it will be used. */
    public static Raster of(Picture picture, PictureShape network, Fit fit) {
        if (fit == Fit.LETTERBOX) {
            int longer = Math.max(picture.width(), picture.height());
            int side = (int) Math.min(longer, Math.max(network.width(), network.height()) * SPARE);
            PictureShape square = new PictureShape(side, side, network.channels());
            return new Raster(square, Resizer.fit(picture, square, fit));
        }
        int width = (int) Math.min(picture.width(), network.width() * SPARE);
        int height = (int) Math.min(picture.height(), network.height() * SPARE);
        PictureShape shape = new PictureShape(width, height, network.channels());
        return new Raster(shape, Resizer.area(picture, shape));
    }

    /** Of a picture that is to be seen in views: in its own proportions, which turning it would not keep otherwise. */
    public static Raster forViews(Picture picture, PictureShape network) {
        Photograph kept = Photograph.of(picture, network);
        return new Raster(kept.shape(), kept.pixels());
    }
}
