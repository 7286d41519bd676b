package dev.likeness.geometry;

import dev.likeness.picture.Picture;
import dev.likeness.picture.Resizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds windows around the corners of a picture: places where it changes in every direction, so that they can be found
 * again.
 *
 * <p>J. Shi and C. Tomasi, "Good features to track", CVPR 1994: the strength of a corner is the smaller eigenvalue of the
 * structure tensor, summed over a neighbourhood. This class uses three scales, each half the size of the previous one; a
 * corner is a local maximum among its 3x3 neighbours with at least 1 % of the strength of the strongest corner.
 */
public final class Corners {
    /** The side of a window, in pixels of its scale. */
    private static final int SIDE = 48;

    private static final int SCALES = 3;
    private static final double FAINTEST = 0.01; // a common setting of OpenCV's goodFeaturesToTrack
    private static final int SUMMED = 4; // passes of the 1-2-1 filter: a neighbourhood of 9x9, standard deviation 1.4

    private Corners() {}

    private record Corner(Window window, float strength) {}

    /**
     * The windows around the strongest corners, strongest first. Windows of the same size overlap by half at most; windows of
     * different sizes may contain each other, and show the same at another scale.
     *
     * @param wanted other windows are ignored
     * @param most the maximum number of windows
     */
    public static List<Window> find(Picture picture, Predicate<Window> wanted, int most) {
        List<Corner> corners = new ArrayList<>();
        Plane plane = Plane.of(picture);
        for (int scale = 0; scale < SCALES && Math.min(plane.width, plane.height) > SIDE; scale++) {
            addCorners(strengths(plane), 1 << scale, corners);
            plane = plane.halved();
        }
        corners.sort(Comparator.comparingDouble((Corner corner) -> -corner.strength)); // stable: ties keep their order
        List<Window> found = new ArrayList<>();
        for (Corner corner : corners) {
            if (found.size() == most || corner.strength < FAINTEST * corners.get(0).strength) {
                break;
            }
            if (wanted.test(corner.window) && found.stream().noneMatch(corner.window::isMostlyCoveredBy)) {
                found.add(corner.window);
            }
        }
        return List.copyOf(found);
    }

    /** Adds all local maxima above 0. */
    private static void addCorners(Plane strength, int scale, List<Corner> into) {
        for (int y = 1; y < strength.height - 1; y++) {
            for (int x = 1; x < strength.width - 1; x++) {
                float value = strength.at(x, y);
                if (value > 0 && isHighest(strength, x, y)) {
                    // After halving, the centre of a pixel is between the centres of the pixels that it combines.
                    Window window = new Window((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5, SIDE * scale);
                    into.add(new Corner(window, value));
                }
            }
        }
    }

    /** Among equal neighbours the first counts as higher. */
    private static boolean isHighest(Plane strength, int x, int y) {
        float value = strength.at(x, y);
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                boolean before = dy < 0 || dy == 0 && dx < 0;
                float other = strength.at(x + dx, y + dy);
                if (other > value || before && other == value) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The smaller eigenvalue at each pixel; 0 at the border, where there are no derivatives. */
    private static Plane strengths(Plane plane) {
        Plane smooth = plane.smoothed(1); // unsmoothed derivatives are mostly noise
        Plane xx = new Plane(plane.width, plane.height);
        Plane xy = new Plane(plane.width, plane.height);
        Plane yy = new Plane(plane.width, plane.height);
        for (int y = 1; y < plane.height - 1; y++) {
            for (int x = 1; x < plane.width - 1; x++) {
                float dx = smooth.at(x + 1, y) - smooth.at(x - 1, y);
                float dy = smooth.at(x, y + 1) - smooth.at(x, y - 1);
                int at = y * plane.width + x;
                xx.values[at] = dx * dx;
                xy.values[at] = dx * dy;
                yy.values[at] = dy * dy;
            }
        }
        xx = xx.smoothed(SUMMED);
        xy = xy.smoothed(SUMMED);
        yy = yy.smoothed(SUMMED);
        Plane smaller = new Plane(plane.width, plane.height);
        for (int i = 0; i < smaller.values.length; i++) {
            float half = (xx.values[i] - yy.values[i]) / 2;
            float root = (float) Math.sqrt(half * half + xy.values[i] * xy.values[i]);
            smaller.values[i] = (xx.values[i] + yy.values[i]) / 2 - root;
        }
        return smaller;
    }

    /** Grey values, [H,W] row by row. */
    private static final class Plane {
        final int width;
        final int height;
        final float[] values;

        Plane(int width, int height) {
            this.width = width;
            this.height = height;
            this.values = new float[width * height];
        }

        static Plane of(Picture picture) {
            Plane plane = new Plane(picture.width(), picture.height());
            byte[] grey = Resizer.luma(picture);
            for (int i = 0; i < grey.length; i++) {
                plane.values[i] = grey[i] & 0xff;
            }
            return plane;
        }

        float at(int x, int y) {
            return values[y * width + x];
        }

        /** The means of 2x2 pixels; an odd last row or column is dropped. */
        Plane halved() {
            Plane half = new Plane(width / 2, height / 2);
            for (int y = 0, i = 0; y < half.height; y++) {
                for (int x = 0; x < half.width; x++, i++) {
                    half.values[i] = (at(2 * x, 2 * y)
                                    + at(2 * x + 1, 2 * y)
                                    + at(2 * x, 2 * y + 1)
                                    + at(2 * x + 1, 2 * y + 1))
                            / 4;
                }
            }
            return half;
        }

        /** Filtered by 1-2-1 along both axes, a number of times; the border is extended. */
        Plane smoothed(int times) {
            Plane from = this;
            for (int round = 0; round < 2 * times; round++) {
                Plane to = new Plane(width, height);
                boolean across = round % 2 == 0;
                for (int y = 0, i = 0; y < height; y++) {
                    for (int x = 0; x < width; x++, i++) {
                        float before = across ? from.at(Math.max(0, x - 1), y) : from.at(x, Math.max(0, y - 1));
                        float after = across
                                ? from.at(Math.min(width - 1, x + 1), y)
                                : from.at(x, Math.min(height - 1, y + 1));
                        to.values[i] = (before + 2 * from.values[i] + after) / 4;
                    }
                }
                from = to;
            }
            return from;
        }
    }
}
