package dev.likeness.classic;

/** An affine map from pixels of one picture to pixels of another: {@code (xx x + xy y + x0, yx x + yy y + y0)}. */
record PixelMap(double xx, double xy, double x0, double yx, double yy, double y0) {
    double x(double x, double y) {
        return xx * x + xy * y + x0;
    }

    double y(double x, double y) {
        return yx * x + yy * y + y0;
    }

    /** The factor on lengths: the root of the factor on areas. */
    double scale() {
        return Math.sqrt(Math.abs(xx * yy - xy * yx));
    }

    /** The clockwise rotation in radians. */
    double angle() {
        return Math.atan2(yx - xy, xx + yy);
    }

    /** The largest factor on lengths divided by the smallest, at least 1. */
    double stretch() {
        double sum = (xx * xx + xy * xy + yx * yx + yy * yy) / 2;
        double area = Math.abs(xx * yy - xy * yx);
        double root = Math.sqrt(Math.max(0, sum * sum - area * area));
        return area <= 0 ? Double.POSITIVE_INFINITY : (sum + root) / area;
    }

    boolean reverses() {
        return xx * yy - xy * yx <= 0;
    }
}
