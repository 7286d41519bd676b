package dev.likeness.train.sampling;

import dev.likeness.augment.PhotoViews;
import dev.likeness.augment.Photograph;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import java.util.Random;

/** Alters a picture in the ways in which people alter photographs: {@link PhotoViews}, directly to the network's size. */
public final class PhotoAlteration implements Alteration {
    private final PhotoViews views;
    private final PictureShape shape;
    private final Fit fit;

    /** @param fit how a view is resized to the shape; the same as for pictures in use */
    public PhotoAlteration(PhotoViews views, PictureShape shape, Fit fit) {
        this.views = views;
        this.shape = shape;
        this.fit = fit;
    }

    @Override
    public byte[] alter(Raster raster, int turn, Random random) {
        Photograph photo = raster.forView(turn);
        return switch (fit) {
            case STRETCH -> views.stretched(photo, shape, random);
            case LETTERBOX -> views.letterboxed(photo, shape, random);
            case TRIM -> views.trimmed(photo, shape, random);
        };
    }
}
