package dev.likeness.train.sampling;

import dev.likeness.augment.Photograph;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Margins;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import org.jspecify.annotations.Nullable;

/**
 * A training picture in memory: decoded, with the network's channels, and no larger than good alterations need.
 *
 * @param shape width, height and channels
 * @param pixels {@code [h,w,C]} unsigned bytes
 * @param photograph with the same pixels, if it is for views
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are big and never changed
public record Raster(
        PictureShape shape, byte[] pixels, @Nullable Photograph photograph) {
    /** The side of a kept picture in sides of the network's input: enough to turn and enlarge without blur. */
    private static final double SPARE = 2.25;

    public Raster(PictureShape shape, byte[] pixels) {
        this(shape, pixels, null);
    }

    /** The raster of a picture for a network of this shape, in the proportions of the network's input. */
    public static Raster of(Picture picture, PictureShape network, Fit fit) {
        if (fit == Fit.LETTERBOX) {
            int longer = Math.max(picture.width(), picture.height());
            int side = (int) Math.min(longer, Math.max(network.width(), network.height()) * SPARE);
            PictureShape square = new PictureShape(side, side, network.channels());
            return new Raster(square, Resizer.fit(picture, square, fit));
        }
        Picture fitted = fit == Fit.TRIM ? Margins.trimmed(picture) : picture;
        int width = (int) Math.min(fitted.width(), network.width() * SPARE);
        int height = (int) Math.min(fitted.height(), network.height() * SPARE);
        PictureShape shape = new PictureShape(width, height, network.channels());
        return new Raster(shape, Resizer.area(fitted, shape));
    }

    /** The raster of a picture for views: in its own proportions, because a turn would distort others. */
    public static Raster forViews(Picture picture, PictureShape network) {
        Photograph kept = Photograph.of(picture, network).withHalf();
        return new Raster(kept.shape(), kept.pixels(), kept);
    }

    /** As a photograph in an orientation, 0 to 7. */
    Photograph forView(int turn) {
        return photograph == null ? new Photograph(shape, pixels, turn) : photograph.turned(turn);
    }
}
