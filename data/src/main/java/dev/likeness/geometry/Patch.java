package dev.likeness.geometry;

import dev.likeness.picture.Picture;

/** Cuts patches out of pictures: the image of the unit square around (0, 0) under a map, drawn upright. */
public final class Patch {
    /** The side of a patch, in pixels. */
    public static final int SIDE = 64;

    /** The minimum length of each side of the quadrilateral in the picture, in pixels: a smaller one gives a blurred patch. */
    private static final double SHORTEST = 16;

    /** The maximum number of samples along each axis of a pixel of the patch. */
    private static final int MAX_POINTS = 32;

    private static final double[] CORNERS_X = {-0.5, 0.5, 0.5, -0.5};
    private static final double[] CORNERS_Y = {-0.5, -0.5, 0.5, 0.5};

    private Patch() {}

    /** Whether the square is entirely inside a picture of this size, on one side of the horizon, and not too small. */
    public static boolean fits(Homography fromUnitSquare, int width, int height) {
        double[] x = new double[4];
        double[] y = new double[4];
        double side = Math.signum(fromUnitSquare.depth(0, 0));
        for (int corner = 0; corner < 4; corner++) {
            x[corner] = fromUnitSquare.x(CORNERS_X[corner], CORNERS_Y[corner]);
            y[corner] = fromUnitSquare.y(CORNERS_X[corner], CORNERS_Y[corner]);
            boolean inside = x[corner] >= 0 && x[corner] <= width - 1 && y[corner] >= 0 && y[corner] <= height - 1;
            if (!inside || fromUnitSquare.depth(CORNERS_X[corner], CORNERS_Y[corner]) * side <= 0) {
                return false;
            }
        }
        for (int corner = 0; corner < 4; corner++) {
            int next = (corner + 1) % 4;
            if (length(x[next] - x[corner], y[next] - y[corner]) < SHORTEST) {
                return false;
            }
        }
        return true;
    }

    /**
     * Cuts a patch. Each of its pixels is the mean of bilinear samples that are at most one pixel of the picture apart, which
     * prevents aliasing.
     *
     * @param fromUnitSquare maps the square to a place that {@linkplain #fits fits} in the picture
     * @return {@code [64,64,3]}
     */
    public static Picture cut(Picture picture, Homography fromUnitSquare) {
        int across = points(fromUnitSquare, 1, 0);
        int down = points(fromUnitSquare, 0, 1);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        double[] sum = new double[3];
        for (int at = 0; at < rgb.length; at += 3) {
            int column = at / 3 % SIDE;
            int row = at / 3 / SIDE;
            sum[0] = sum[1] = sum[2] = 0;
            for (int i = 0; i < across * down; i++) {
                double u = (column + (i % across + 0.5) / across) / SIDE - 0.5;
                double v = (row + (i / across + 0.5) / down) / SIDE - 0.5;
                addPoint(picture, fromUnitSquare.x(u, v), fromUnitSquare.y(u, v), sum);
            }
            for (int channel = 0; channel < 3; channel++) {
                rgb[at + channel] = (byte) Math.round(sum[channel] / (across * down));
            }
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    /** The number of samples along one axis of a pixel of the patch: its longer side in that direction, in pixels. */
    private static int points(Homography map, double du, double dv) {
        double u = -0.5;
        double v = -0.5;
        double first = length(map.x(u + du, v + dv) - map.x(u, v), map.y(u + du, v + dv) - map.y(u, v));
        u += dv;
        v += du;
        double second = length(map.x(u + du, v + dv) - map.x(u, v), map.y(u + du, v + dv) - map.y(u, v));
        return (int) Math.max(1, Math.min(MAX_POINTS, Math.ceil(Math.max(first, second) / SIDE)));
    }

    private static void addPoint(Picture picture, double x, double y, double[] sum) {
        int left = (int) Math.max(0, Math.min(picture.width() - 1, Math.floor(x)));
        int top = (int) Math.max(0, Math.min(picture.height() - 1, Math.floor(y)));
        double right = x - left;
        double bottom = y - top;
        byte[] rgb = picture.rgb();
        int here = 3 * (top * picture.width() + left);
        int next = left + 1 < picture.width() ? 3 : 0;
        int below = top + 1 < picture.height() ? 3 * picture.width() : 0;
        for (int channel = 0; channel < 3; channel++, here++) {
            double upper = (1 - right) * (rgb[here] & 0xff) + right * (rgb[here + next] & 0xff);
            double lower = (1 - right) * (rgb[here + below] & 0xff) + right * (rgb[here + below + next] & 0xff);
            sum[channel] += (1 - bottom) * upper + bottom * lower;
        }
    }

    private static double length(double dx, double dy) {
        return Math.sqrt(dx * dx + dy * dy);
    }
}
