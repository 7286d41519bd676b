package dev.likeness.train.sampling;

import java.util.Random;

/**
 * A smooth random displacement of the points of a picture, as when a hand draws the same sign again: random vectors at the
 * points of a coarse grid, joined by uniform cubic B-splines (after Simard, Steinkraus and Platt 2003, sec. 2, who smooth
 * independent random vectors by a Gaussian).
 */
final class ElasticField {
    /** Spline segments along each side: the shortest bend is about a quarter of the picture. */
    private static final int SEGMENTS = 4;

    private static final int POINTS = SEGMENTS + 3;

    private final int width;
    private final int height;
    private final float[] across; // [h,w], in sides of the picture
    private final float[] down; //   [h,w]

    private ElasticField(int width, int height) {
        this.width = width;
        this.height = height;
        this.across = new float[width * height];
        this.down = new float[width * height];
    }

    /**
     * Draws a field.
     *
     * @param range maximum displacement in x and in y at the points of the grid, as a share of the side
     */
    static ElasticField draw(double range, int width, int height, Random random) {
        ElasticField field = new ElasticField(width, height);
        float[] x = new float[POINTS * POINTS];
        float[] y = new float[POINTS * POINTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) ((2 * random.nextDouble() - 1) * range);
            y[i] = (float) ((2 * random.nextDouble() - 1) * range);
        }
        field.fill(x, field.across);
        field.fill(y, field.down);
        return field;
    }

    /** The displacement in x of a pixel, in widths of the picture. */
    float x(int pixel) {
        return across[pixel];
    }

    /** The displacement in y of a pixel, in heights of the picture. */
    float y(int pixel) {
        return down[pixel];
    }

    /** The spline surface of one coordinate: first along the columns of points, then along the rows of pixels. */
    private void fill(float[] points, float[] into) {
        float[] row = new float[POINTS];
        for (int v = 0, at = 0; v < height; v++) {
            float place = (v + 0.5f) * SEGMENTS / height;
            int first = (int) place;
            for (int i = 0; i < POINTS; i++) {
                row[i] = spline(points, first * POINTS + i, POINTS, place - first);
            }
            for (int u = 0; u < width; u++, at++) {
                float along = (u + 0.5f) * SEGMENTS / width;
                int left = (int) along;
                into[at] = spline(row, left, 1, along - left);
            }
        }
    }

    /** A uniform cubic B-spline over four values, {@code t} from 0 to 1. */
    private static float spline(float[] values, int at, int step, float t) {
        float s = 1 - t;
        float t2 = t * t;
        return (s * s * s * values[at]
                        + (3 * t2 * t - 6 * t2 + 4) * values[at + step]
                        + (3 * s * s * s - 6 * s * s + 4) * values[at + 2 * step]
                        + t2 * t * values[at + 3 * step])
                / 6;
    }
}
