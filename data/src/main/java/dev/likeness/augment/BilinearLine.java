package dev.likeness.augment;

import dev.likeness.picture.PictureShape;
import java.util.Arrays;

/**
 * Samples a picture at evenly spaced points of a line: bilinearly, and in whole numbers, which takes a fraction of the time that
 * 32-bit floats take. Coordinates have 16 bits after the point, shares of neighbouring pixels 8. Outside the picture is the value of the
 * nearest edge.
 */
public final class BilinearLine {
    /** The sum of the shares of the four pixels around a point. A sum of 127 samples fits into an {@code int}. */
    public static final int WEIGHT = 1 << 16;

    private static final int POINT = 16;
    private static final int SHARE = 8;
    private static final double MAX_COORDINATE = 1 << 14;

    private final byte[] pixels;
    private final int width;
    private final int height;
    private final int channels;

    /** @param pixels {@code [h,w,C]} unsigned bytes, C 1 or 3 */
    public BilinearLine(PictureShape shape, byte[] pixels) {
        this.pixels = pixels;
        this.width = shape.width();
        this.height = shape.height();
        this.channels = shape.channels();
    }

    /** Whether points with these coordinates can be sampled: neither they nor the picture may be too large. */
    public boolean reaches(double... coordinates) {
        return Math.max(width, height) < MAX_COORDINATE
                && Arrays.stream(coordinates).allMatch(coordinate -> Math.abs(coordinate) < MAX_COORDINATE);
    }

    /**
     * Adds samples to sums.
     *
     * @param x of the first point in pixels; the centre of pixel 0 is 0
     * @param y likewise
     * @param stepX from one point to the next
     * @param stepY likewise
     * @param each the number of successive points that are added to the same sum
     * @param sums {@code [n,C]}; each sample is added times {@value #WEIGHT}
     */
    public void add(double x, double y, double stepX, double stepY, int each, int[] sums) {
        int points = sums.length / channels * each;
        int fromX = fixed(x);
        int fromY = fixed(y);
        int overX = fixed(stepX);
        int overY = fixed(stepY);
        int toX = fromX + (points - 1) * overX;
        int toY = fromY + (points - 1) * overY;
        boolean inside = Math.min(fromX, toX) >= 0
                && Math.min(fromY, toY) >= 0
                && Math.max(fromX, toX) < width - 1 << POINT
                && Math.max(fromY, toY) < height - 1 << POINT;
        if (channels == 1) {
            addGrey(fromX, fromY, overX, overY, each, sums, inside);
        } else if (inside) {
            addColour(fromX, fromY, overX, overY, each, sums);
        } else {
            addColourAtEdges(fromX, fromY, overX, overY, each, sums);
        }
    }

    private static int fixed(double number) {
        return (int) Math.rint(number * (1 << POINT));
    }

    private void addGrey(int x, int y, int overX, int overY, int each, int[] sums, boolean inside) {
        int lastX = width - 1 << POINT;
        int lastY = height - 1 << POINT;
        for (int at = 0; at < sums.length; at++) {
            int sum = 0;
            for (int i = 0; i < each; i++, x += overX, y += overY) {
                int nearX = inside ? x : Math.max(0, Math.min(lastX, x));
                int nearY = inside ? y : Math.max(0, Math.min(lastY, y));
                int here = (nearY >> POINT) * width + (nearX >> POINT);
                int next = nearX < lastX ? 1 : 0;
                int below = nearY < lastY ? width : 0;
                int right = nearX >> SHARE & 0xff;
                int bottom = nearY >> SHARE & 0xff;
                int upper = (pixels[here] & 0xff) * (256 - right) + (pixels[here + next] & 0xff) * right;
                int lower =
                        (pixels[here + below] & 0xff) * (256 - right) + (pixels[here + below + next] & 0xff) * right;
                sum += upper * (256 - bottom) + lower * bottom;
            }
            sums[at] += sum;
        }
    }

    private void addColour(int x, int y, int overX, int overY, int each, int[] sums) {
        int below = 3 * width;
        for (int at = 0; at < sums.length; at += 3) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int i = 0; i < each; i++, x += overX, y += overY) {
                int here = 3 * ((y >> POINT) * width + (x >> POINT));
                int right = x >> SHARE & 0xff;
                int bottom = y >> SHARE & 0xff;
                int d = right * bottom;
                int b = (right << SHARE) - d;
                int c = (bottom << SHARE) - d;
                int a = WEIGHT - b - c - d;
                red += a * (pixels[here] & 0xff)
                        + b * (pixels[here + 3] & 0xff)
                        + c * (pixels[here + below] & 0xff)
                        + d * (pixels[here + below + 3] & 0xff);
                green += a * (pixels[here + 1] & 0xff)
                        + b * (pixels[here + 4] & 0xff)
                        + c * (pixels[here + below + 1] & 0xff)
                        + d * (pixels[here + below + 4] & 0xff);
                blue += a * (pixels[here + 2] & 0xff)
                        + b * (pixels[here + 5] & 0xff)
                        + c * (pixels[here + below + 2] & 0xff)
                        + d * (pixels[here + below + 5] & 0xff);
            }
            sums[at] += red;
            sums[at + 1] += green;
            sums[at + 2] += blue;
        }
    }

    private void addColourAtEdges(int x, int y, int overX, int overY, int each, int[] sums) {
        int lastX = width - 1 << POINT;
        int lastY = height - 1 << POINT;
        for (int at = 0; at < sums.length; at += 3) {
            for (int i = 0; i < each; i++, x += overX, y += overY) {
                int nearX = Math.max(0, Math.min(lastX, x));
                int nearY = Math.max(0, Math.min(lastY, y));
                int here = 3 * ((nearY >> POINT) * width + (nearX >> POINT));
                int next = nearX < lastX ? 3 : 0;
                int below = nearY < lastY ? 3 * width : 0;
                int right = nearX >> SHARE & 0xff;
                int bottom = nearY >> SHARE & 0xff;
                int d = right * bottom;
                int b = (right << SHARE) - d;
                int c = (bottom << SHARE) - d;
                int a = WEIGHT - b - c - d;
                for (int k = 0; k < 3; k++, here++) {
                    sums[at + k] += a * (pixels[here] & 0xff)
                            + b * (pixels[here + next] & 0xff)
                            + c * (pixels[here + below] & 0xff)
                            + d * (pixels[here + below + next] & 0xff);
                }
            }
        }
    }
}
