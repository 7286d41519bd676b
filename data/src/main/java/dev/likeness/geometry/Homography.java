package dev.likeness.geometry;

/**
 * A projective map of the plane, which preserves straight lines: (x, y) is mapped to
 * {@code ((a x + b y + c) / w, (d x + e y + f) / w)} with {@code w = g x + h y + i}.
 *
 * <p>R. Hartley and A. Zisserman, Multiple View Geometry in Computer Vision, 2nd edition 2004, definition 2.11. In a
 * picture (0, 0) is the centre of the top left pixel; y increases downwards. Immutable.
 */
public final class Homography {
    /** A matrix is singular if its determinant is a smaller share of the maximum for rows of these lengths. */
    private static final double SINGULAR = 1e-12;

    private final double[] m; // [3,3], row by row

    private Homography(double... m) {
        this.m = m;
    }

    /**
     * The map with a matrix.
     *
     * @param matrix nine numbers a to i, row by row; multiples are the same map
     * @throws IllegalArgumentException if there are not nine, one is not finite, or the matrix is singular
     */
    public static Homography of(double... matrix) {
        if (matrix.length != 9) {
            throw new IllegalArgumentException("a homography has 9 numbers, in 3 rows of 3, not " + matrix.length);
        }
        double largest = 1;
        for (int row = 0; row < 9; row += 3) {
            largest *= Math.sqrt(
                    matrix[row] * matrix[row] + matrix[row + 1] * matrix[row + 1] + matrix[row + 2] * matrix[row + 2]);
        }
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException("the numbers of a homography and their products must be finite");
        }
        Homography map = new Homography(matrix.clone());
        if (!(Math.abs(map.determinant()) > SINGULAR * largest)) {
            throw new IllegalArgumentException(
                    "the matrix is singular (determinant " + map.determinant() + "): it maps the plane onto a line");
        }
        return map;
    }

    /** The rotation about (0, 0), clockwise in a picture; the same on every platform, because it uses {@link StrictMath}. */
    static Homography rotation(double radians) {
        double cos = StrictMath.cos(radians);
        double sin = StrictMath.sin(radians);
        return of(cos, -sin, 0, sin, cos, 0, 0, 0, 1);
    }

    /** The map that first applies the other one and then this one. */
    public Homography after(Homography first) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    product[3 * row + column] += m[3 * row + k] * first.m[3 * k + column];
                }
            }
        }
        return new Homography(product);
    }

    public double x(double x, double y) {
        return (m[0] * x + m[1] * y + m[2]) / depth(x, y);
    }

    public double y(double x, double y) {
        return (m[3] * x + m[4] * y + m[5]) / depth(x, y);
    }

    /** The denominator w: its sign differs between the two sides of the horizon. */
    double depth(double x, double y) {
        return m[6] * x + m[7] * y + m[8];
    }

    private double determinant() {
        return m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }

    /** The nine numbers, row by row. */
    public double[] matrix() {
        return m.clone();
    }
}
