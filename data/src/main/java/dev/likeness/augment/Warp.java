package dev.likeness.augment;

import java.util.Arrays;

/**
 * Samples a view from a photograph. Each pixel of the view is the mean of up to {@value #MAX_SAMPLES} x {@value #MAX_SAMPLES} bilinear
 * samples of the photograph, about one pixel apart, which prevents aliasing.
 */
final class Warp {
    private static final int MAX_SAMPLES = 5;
    /** The maximum distance of samples in pixels: bilinear samples blend two pixels, so it may exceed 1. */
    private static final double TOLERATED = 0.3;
    /** Numbers of a projection that are 0 but for rounding. */
    private static final double NO_PERSPECTIVE = 1e-9;

    private final Photograph photo;
    private final Canvas view;
    private final int across;
    private final int down;
    private final float[] u;

    private Warp(Photograph photo, Quadrilateral part, Canvas view) {
        this.photo = photo;
        this.view = view;
        this.across = points(part.width() / view.width);
        this.down = points(part.height() / view.height);
        this.u = new float[view.width * across];
        for (int i = 0; i < u.length; i++) {
            u[i] = (i + 0.5f) / u.length;
        }
    }

    private static int points(double shrinking) {
        return Math.max(1, Math.min(MAX_SAMPLES, (int) Math.ceil(shrinking - TOLERATED)));
    }

    /**
     * Samples the view.
     *
     * @param part of the photograph, with the origin at its top left corner
     */
    static Canvas of(Photograph photo, Quadrilateral part, int width, int height) {
        Canvas view = new Canvas(width, height, photo.shape().channels());
        new Warp(photo, part, view).read(Projection.to(part));
        return view;
    }

    /**
     * As {@link #of}, but faster, and exact to a few grey levels: a view of less than half the size of its part is sampled from the photograph at half the
     * size, if there is one, and one without perspective in whole numbers.
     */
    static Canvas quick(Photograph photo, Quadrilateral part, int width, int height) {
        Photograph half = photo.half();
        if (half != null && Math.min(part.width() / width, part.height() / height) >= 2) {
            double across = half.shape().width() / (double) photo.shape().width();
            double down = half.shape().height() / (double) photo.shape().height();
            return quick(half, part.scaled(across, down), width, height);
        }
        Projection to = Projection.to(part);
        BilinearLine line = new BilinearLine(photo.shape(), photo.pixels());
        boolean straight = Math.abs(to.wu()) + Math.abs(to.wv()) < NO_PERSPECTIVE;
        if (!straight || !line.reaches(part.x()) || !line.reaches(part.y())) {
            return of(photo, part, width, height);
        }
        Canvas view = new Canvas(width, height, photo.shape().channels());
        new Warp(photo, part, view).readLines(line, to);
        return view;
    }

    private void readLines(BilinearLine line, Projection to) {
        int row = view.width * view.channels;
        int[] sums = new int[row];
        double stepX = to.xu() / u.length;
        double stepY = to.yu() / u.length;
        float mean = 1f / ((float) BilinearLine.WEIGHT * across * down);
        for (int y = 0; y < view.height; y++) {
            Arrays.fill(sums, 0);
            for (int j = 0; j < down; j++) {
                double v = (y * down + j + 0.5) / (view.height * down);
                // Coordinates refer to the corner of a pixel; its centre is half a pixel away.
                line.add(
                        to.x0() + to.xv() * v + stepX / 2 - 0.5,
                        to.y0() + to.yv() * v + stepY / 2 - 0.5,
                        stepX,
                        stepY,
                        across,
                        sums);
            }
            for (int i = 0; i < row; i++) {
                view.values[y * row + i] = sums[i] * mean;
            }
        }
    }

    private void read(Projection to) {
        int rows = view.height * down;
        int row = view.width * view.channels;
        for (int j = 0; j < rows; j++) {
            float v = (j + 0.5f) / rows;
            if (view.channels == 3) {
                addColour(to, v, j / down * row);
            } else {
                addGrey(to, v, j / down * row);
            }
        }
        float mean = 1f / (across * down);
        for (int i = 0; i < view.values.length; i++) {
            view.values[i] *= mean;
        }
    }

    /** Adds one row of samples to the row of the view that begins at {@code at}. */
    private void addColour(Projection to, float v, int at) {
        int width = photo.shape().width();
        byte[] pixels = photo.pixels();
        float[] sum = view.values;
        float lastX = width - 1f;
        float lastY = photo.shape().height() - 1f;
        float xu = (float) to.xu();
        float yu = (float) to.yu();
        float wu = (float) to.wu();
        float x0 = (float) (to.xv() * v + to.x0());
        float y0 = (float) (to.yv() * v + to.y0());
        float w0 = (float) (to.wv() * v + 1);
        for (int x = 0, point = 0; x < view.width; x++, at += 3) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int i = 0; i < across; i++, point++) {
                float w = 1 / (wu * u[point] + w0);
                // Coordinates refer to the corner of a pixel; its centre is half a pixel away.
                float oldX = Math.min(Math.max((xu * u[point] + x0) * w - 0.5f, 0), lastX);
                float oldY = Math.min(Math.max((yu * u[point] + y0) * w - 0.5f, 0), lastY);
                int left = (int) oldX;
                int top = (int) oldY;
                float right = oldX - left;
                float bottom = oldY - top;
                int here = 3 * (top * width + left);
                int next = oldX < lastX ? here + 3 : here;
                int below = oldY < lastY ? 3 * width : 0;
                float a = (1 - right) * (1 - bottom);
                float b = right * (1 - bottom);
                float c = (1 - right) * bottom;
                float d = right * bottom;
                red += a * (pixels[here] & 0xff)
                        + b * (pixels[next] & 0xff)
                        + c * (pixels[here + below] & 0xff)
                        + d * (pixels[next + below] & 0xff);
                green += a * (pixels[here + 1] & 0xff)
                        + b * (pixels[next + 1] & 0xff)
                        + c * (pixels[here + below + 1] & 0xff)
                        + d * (pixels[next + below + 1] & 0xff);
                blue += a * (pixels[here + 2] & 0xff)
                        + b * (pixels[next + 2] & 0xff)
                        + c * (pixels[here + below + 2] & 0xff)
                        + d * (pixels[next + below + 2] & 0xff);
            }
            sum[at] += red;
            sum[at + 1] += green;
            sum[at + 2] += blue;
        }
    }

    /** The same for one channel. */
    private void addGrey(Projection to, float v, int at) {
        int width = photo.shape().width();
        byte[] pixels = photo.pixels();
        float lastX = width - 1f;
        float lastY = photo.shape().height() - 1f;
        for (int x = 0, point = 0; x < view.width; x++) {
            float grey = 0;
            for (int i = 0; i < across; i++, point++) {
                float oldX = Math.min(Math.max((float) to.x(u[point], v) - 0.5f, 0), lastX);
                float oldY = Math.min(Math.max((float) to.y(u[point], v) - 0.5f, 0), lastY);
                int left = (int) oldX;
                int top = (int) oldY;
                float right = oldX - left;
                float bottom = oldY - top;
                int here = top * width + left;
                int next = oldX < lastX ? here + 1 : here;
                int below = oldY < lastY ? width : 0;
                float upper = (1 - right) * (pixels[here] & 0xff) + right * (pixels[next] & 0xff);
                float lower = (1 - right) * (pixels[here + below] & 0xff) + right * (pixels[next + below] & 0xff);
                grey += (1 - bottom) * upper + bottom * lower;
            }
            view.values[at + x] += grey;
        }
    }
}
