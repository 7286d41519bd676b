package dev.likeness.synthesis;

import dev.likeness.augment.Exposure;
import dev.likeness.data.SeededRandom;
import dev.likeness.geometry.Corners;
import dev.likeness.geometry.Homography;
import dev.likeness.geometry.Patch;
import dev.likeness.geometry.PatchNoise;
import dev.likeness.geometry.Viewpoint;
import dev.likeness.geometry.Window;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The patches of one photograph: the windows around its corners, and simulated views of the same points from other
 * viewpoints, in other exposures, with the noise of a detector.
 *
 * @param photograph not longer than {@link #MAX_SIDE}, see {@link #reduced}
 * @param key of the contents of the photograph: with the seed, the point and the view it determines all draws
 */
record PhotographPatches(Picture photograph, long key, PatchNoise noise, long seed) {
    /**
     * The maximum longer side in pixels. In larger photographs, windows of 48 to 192 pixels would show mostly noise and blur.
     */
    static final int MAX_SIDE = 1024;

    /** Reduces a photograph by the area filter if it is too long. */
    static Picture reduced(Picture photograph) {
        double scale = (double) MAX_SIDE / Math.max(photograph.width(), photograph.height());
        if (scale >= 1) {
            return photograph;
        }
        int width = Math.max(1, (int) Math.round(scale * photograph.width()));
        int height = Math.max(1, (int) Math.round(scale * photograph.height()));
        return new Picture(width, height, Resizer.area(photograph, new PictureShape(width, height, 3)));
    }

    /**
     * The points, strongest corner first; all views of a point must be inside the photograph.
     *
     * @param most the maximum number of points
     * @param views per point, including the upright one
     */
    List<Window> points(int most, int views) {
        return Corners.find(photograph, point -> isSeenWhole(point, views), most);
    }

    private boolean isSeenWhole(Window point, int views) {
        if (!fits(point.fromUnitSquare())) {
            return false;
        }
        for (int view = 1; view < views; view++) {
            if (!fits(place(point, chance(point, view)))) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(Homography place) {
        return Patch.fits(place, photograph.width(), photograph.height());
    }

    /** The views of a point, the upright window first. */
    List<Picture> views(Window point, int views) {
        List<Picture> patches = new ArrayList<>(views);
        patches.add(Patch.cut(photograph, point.fromUnitSquare()));
        for (int view = 1; view < views; view++) {
            Random random = chance(point, view);
            Homography place = place(point, random);
            patches.add(Exposure.of(Patch.cut(photograph, place), random));
        }
        return patches;
    }

    private Homography place(Window point, Random random) {
        return point.fromUnitSquare().after(Viewpoint.MODERATE.draw(random)).after(noise.draw(random));
    }

    private Random chance(Window point, int view) {
        long column = Math.round(2 * point.x()); // keyed by the point, not by its rank, which depends on other points
        long row = Math.round(2 * point.y());
        return SeededRandom.of(seed, key, column, row, point.side(), view);
    }
}
