package dev.likeness.augment;

/**
 * The projective map from a view to its photograph: (u, v), both from 0 to 1 across the view, is mapped to
 * {@code ((xu u + xv v + x0) / w, (yu u + yv v + y0) / w)} with {@code w = wu u + wv v + 1}.
 */
record Projection(double xu, double xv, double x0, double yu, double yv, double y0, double wu, double wv) {
    /** Maps the unit square to a quadrilateral: Heckbert 1989, Fundamentals of Texture Mapping, sec. 2.2.3. */
    static Projection to(Quadrilateral corners) {
        double[] x = corners.x();
        double[] y = corners.y();
        double dx1 = x[1] - x[2];
        double dy1 = y[1] - y[2];
        double dx2 = x[3] - x[2];
        double dy2 = y[3] - y[2];
        double sx = x[0] - x[1] + x[2] - x[3];
        double sy = y[0] - y[1] + y[2] - y[3];
        double area = dx1 * dy2 - dx2 * dy1;
        double wu = (sx * dy2 - dx2 * sy) / area;
        double wv = (dx1 * sy - sx * dy1) / area;
        return new Projection(
                x[1] - x[0] + wu * x[1],
                x[3] - x[0] + wv * x[3],
                x[0],
                y[1] - y[0] + wu * y[1],
                y[3] - y[0] + wv * y[3],
                y[0],
                wu,
                wv);
    }

    double x(double u, double v) {
        return (xu * u + xv * v + x0) / (wu * u + wv * v + 1);
    }

    double y(double u, double v) {
        return (yu * u + yv * v + y0) / (wu * u + wv * v + 1);
    }
}
