package dev.likeness.alignment;

/**
 * A projective map of the plane: (u, v) is mapped to {@code ((xu u + xv v + x0) / w, (yu u + yv v + y0) / w)} with
 * {@code w = wu u + wv v + 1}. It is affine if wu and wv are 0.
 */
public record ProjectiveMap(double xu, double xv, double x0, double yu, double yv, double y0, double wu, double wv) {
    /** Maps every point to itself. */
    public static final ProjectiveMap IDENTITY = affine(1, 0, 0, 0, 1, 0);

    /** An affine map. */
    public static ProjectiveMap affine(double xu, double xv, double x0, double yu, double yv, double y0) {
        return new ProjectiveMap(xu, xv, x0, yu, yv, y0, 0, 0);
    }

    /** The first coordinate of the image of (u, v). */
    public double x(double u, double v) {
        return (xu * u + xv * v + x0) / w(u, v);
    }

    /** The second coordinate of the image of (u, v). */
    public double y(double u, double v) {
        return (yu * u + yv * v + y0) / w(u, v);
    }

    /** The denominator at (u, v). Points where it is not positive have no image. */
    public double w(double u, double v) {
        return wu * u + wv * v + 1;
    }

    /** This map, then another. */
    public ProjectiveMap then(ProjectiveMap next) {
        double[] a = matrix();
        double[] b = next.matrix();
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    product[3 * row + column] += b[3 * row + k] * a[3 * k + column];
                }
            }
        }
        return ofMatrix(product);
    }

    /**
     * The inverse map.
     *
     * @throws ArithmeticException if the map has no inverse
     */
    public ProjectiveMap inverse() {
        double[] adjugate = {
            yv - y0 * wv, x0 * wv - xv, xv * y0 - x0 * yv,
            y0 * wu - yu, xu - x0 * wu, x0 * yu - xu * y0,
            yu * wv - yv * wu, xv * wu - xu * wv, xu * yv - xv * yu
        };
        return ofMatrix(adjugate);
    }

    /** {@code [3,3]} flattened, row by row; the last number is 1. */
    public double[] matrix() {
        return new double[] {xu, xv, x0, yu, yv, y0, wu, wv, 1};
    }

    /** The derivatives of both coordinates at (u, v): {@code {dx/du, dx/dv, dy/du, dy/dv}}. */
    double[] derivatives(double u, double v) {
        double w = w(u, v);
        double x = x(u, v);
        double y = y(u, v);
        return new double[] {(xu - x * wu) / w, (xv - x * wv) / w, (yu - y * wu) / w, (yv - y * wv) / w};
    }

    private static ProjectiveMap ofMatrix(double[] m) {
        double last = m[8];
        if (!(Math.abs(last) > 1e-12)) {
            throw new ArithmeticException("the map has no inverse, or sends (0, 0) to infinity");
        }
        return new ProjectiveMap(
                m[0] / last, m[1] / last, m[2] / last, m[3] / last, m[4] / last, m[5] / last, m[6] / last, m[7] / last);
    }
}
