package dev.likeness.augment;

import java.util.Random;

/**
 * The part of a photograph that a view shows, by the corners of the view.
 *
 * @param x of the top left, top right, bottom right and bottom left corner of the view, in pixels of the photograph
 * @param y of the same corners, downwards
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and never compared
record Quadrilateral(double[] x, double[] y) {
    private static final int CORNERS = 4;

    /** The whole photograph, with (0, 0) at its centre. */
    static Quadrilateral of(double width, double height) {
        return new Quadrilateral(
                new double[] {-width / 2, width / 2, width / 2, -width / 2},
                new double[] {-height / 2, -height / 2, height / 2, height / 2});
    }

    /** The same part mirrored horizontally. */
    Quadrilateral mirrored() {
        return new Quadrilateral(
                new double[] {x[1], x[0], x[3], x[2]}, //
                new double[] {y[1], y[0], y[3], y[2]});
    }

    /** The same part with the camera rotated by quarter turns, clockwise in the photograph. */
    Quadrilateral quartered(int quarters) {
        double[] newX = new double[CORNERS];
        double[] newY = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            newX[i] = x[(i + quarters) % CORNERS];
            newY[i] = y[(i + quarters) % CORNERS];
        }
        return new Quadrilateral(newX, newY);
    }

    /** The part rotated about (0, 0), clockwise in the photograph. */
    Quadrilateral turned(double radians) {
        double cos = StrictMath.cos(radians);
        double sin = StrictMath.sin(radians);
        double[] newX = new double[CORNERS];
        double[] newY = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            newX[i] = cos * x[i] - sin * y[i];
            newY[i] = sin * x[i] + cos * y[i];
        }
        return new Quadrilateral(newX, newY);
    }

    Quadrilateral scaled(double across, double down) {
        double[] newX = new double[CORNERS];
        double[] newY = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            newX[i] = across * x[i];
            newY[i] = down * y[i];
        }
        return new Quadrilateral(newX, newY);
    }

    /**
     * The part at a random place inside a photograph, reduced if it would not fit: a view never shows anything outside its
     * photograph.
     *
     * @return in pixels of the photograph, with the origin at its top left corner
     */
    Quadrilateral placed(double width, double height, Random random) {
        double least = Math.min(1, Math.min(width / extent(x), height / extent(y)));
        return scaled(least, least).moved(width, height, random);
    }

    /**
     * The part at a random place in a photograph, or around its centre if it does not fit: the view may show an area outside
     * the photograph.
     *
     * @param zoom 0 to keep the size, 1 to enlarge the part until it would contain the photograph turned as it is
     * @return in pixels of the photograph, with the origin at its top left corner
     */
    Quadrilateral placedAround(double width, double height, double zoom, Random random) {
        double most = Math.max(1, Math.max(extent(x) / width, extent(y) / height));
        double factor = 1 + zoom * (most - 1);
        return scaled(factor, factor).moved(width, height, random);
    }

    private Quadrilateral moved(double width, double height, Random random) {
        double left = within(width - extent(x), random) - lowest(x);
        double top = within(height - extent(y), random) - lowest(y);
        double[] newX = new double[CORNERS];
        double[] newY = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            newX[i] = x[i] + left;
            newY[i] = y[i] + top;
        }
        return new Quadrilateral(newX, newY);
    }

    private static double within(double room, Random random) {
        double share = random.nextDouble();
        return room > 0 ? share * room : room / 2;
    }

    /** Whether all corners are in a photograph with the origin at its top left corner. */
    boolean isInside(double width, double height) {
        return lowest(x) >= 0 && lowest(y) >= 0 && lowest(x) + extent(x) <= width && lowest(y) + extent(y) <= height;
    }

    private static double extent(double[] values) {
        double highest = values[0];
        for (double value : values) {
            highest = Math.max(highest, value);
        }
        return highest - lowest(values);
    }

    private static double lowest(double[] values) {
        double lowest = values[0];
        for (double value : values) {
            lowest = Math.min(lowest, value);
        }
        return lowest;
    }

    /** The mean length of the upper and the lower side. */
    double width() {
        return (side(0, 1) + side(3, 2)) / 2;
    }

    /** The mean length of the left and the right side. */
    double height() {
        return (side(0, 3) + side(1, 2)) / 2;
    }

    private double side(int from, int to) {
        double dx = x[to] - x[from];
        double dy = y[to] - y[from];
        return Math.sqrt(dx * dx + dy * dy);
    }
}
