package dev.likeness.train.sampling;

import dev.likeness.augment.BilinearLine;
import dev.likeness.augment.Capture;
import dev.likeness.picture.PictureShape;
import dev.likeness.train.recipe.Recipe.Augmentation;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random affine change of view, directly to the network's size; if the recipe asks for them, with an elastic deformation, a change of
 * the width of strokes, and other light, blur and noise. Each new pixel is the mean of {@value #SAMPLES} x
 * {@value #SAMPLES} points of the old picture, interpolated bilinearly. Points outside the picture take the value of the
 * nearest edge. Training keeps pictures at 1 to 2.5 times the network's size; for these factors the result equals the area
 * filter of {@code Resizer} to within a few grey levels.
 */
public final class AffineAugmentation implements Alteration {
    private static final int SAMPLES = 2;

    private final Augmentation ranges;
    private final PictureShape shape;
    private final Capture capture;

    public AffineAugmentation(Augmentation ranges, PictureShape shape) {
        this.ranges = ranges;
        this.shape = shape;
        this.capture = new Capture(ranges.light(), ranges.blur(), ranges.noise());
    }

    @Override
    public byte[] alter(Raster raster, int turn, Random random) {
        double angle = Math.toRadians(either(random, ranges.rotate()));
        double zoom = 1 + either(random, ranges.zoom());
        double zoomX = zoom * (1 + either(random, ranges.zoom()));
        double zoomY = zoom * (1 + either(random, ranges.zoom()));
        double shearX = either(random, ranges.shear());
        double shearY = either(random, ranges.shear());
        double shiftX = either(random, ranges.shift());
        double shiftY = either(random, ranges.shift());
        // From new to old coordinates, both from -0.5 to 0.5 across the picture: shift, turn, shear, zoom.
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double a = (cos - shearX * sin) / zoomX;
        double b = (-sin + shearX * cos) / zoomX;
        double c = (shearY * cos + sin) / zoomY;
        double d = (-shearY * sin + cos) / zoomY;
        double[] map = turned(new double[] {a, b, shiftX, c, d, shiftY}, turn);
        ElasticField field = ranges.elastic() > 0
                ? ElasticField.draw(ranges.elastic(), shape.width(), shape.height(), random)
                : null;
        byte[] warped = warp(raster, map, field);
        byte[] drawn =
                ranges.stroke() > 0 ? StrokeWidth.change(warped, shape, either(random, ranges.stroke())) : warped;
        return ranges.changesCapture() ? capture.of(drawn, shape, random) : drawn;
    }

    /** Turns the old coordinates after the other changes: (x, y) to (-y, x) for each quarter, x to -x for the mirror. */
    private static double[] turned(double[] m, int turn) {
        double[] turned = m;
        for (int i = 0; i < turn % 4; i++) {
            turned = new double[] {-turned[3], -turned[4], -turned[5], turned[0], turned[1], turned[2]};
        }
        return turn < 4 ? turned : new double[] {-turned[0], -turned[1], -turned[2], turned[3], turned[4], turned[5]};
    }

    /** The unaltered picture, through the same filter. */
    byte[] still(Raster raster) {
        return warp(raster, new double[] {1, 0, 0, 0, 1, 0}, null);
    }

    private static double either(Random random, double range) {
        return (2 * random.nextDouble() - 1) * range;
    }

    private byte[] warp(Raster raster, double[] m, @Nullable ElasticField field) {
        BilinearLine line = new BilinearLine(raster.shape(), raster.pixels());
        double far = 0; // from the centre, in pictures
        for (double number : m) {
            far += Math.abs(number);
        }
        boolean straight = field == null
                && line.reaches(
                        far * raster.shape().width(), far * raster.shape().height());
        return straight ? straight(line, raster.shape(), m) : bent(raster, m, field);
    }

    /** Without a deformation: along lines, in whole numbers. */
    private byte[] straight(BilinearLine line, PictureShape from, double[] m) {
        byte[] out = new byte[shape.bytes()];
        int channels = shape.channels();
        int row = shape.width() * channels;
        int[] sums = new int[row];
        // One sample of a row to the next, and one row of samples to the next, in old pixels.
        double xx = m[0] * from.width() / (shape.width() * SAMPLES);
        double xy = m[1] * from.width() / (shape.height() * SAMPLES);
        double yx = m[3] * from.height() / (shape.width() * SAMPLES);
        double yy = m[4] * from.height() / (shape.height() * SAMPLES);
        double x0 = (m[2] + 0.5 - (m[0] + m[1]) / 2) * from.width() - 0.5 + xx / 2;
        double y0 = (m[5] + 0.5 - (m[3] + m[4]) / 2) * from.height() - 0.5 + yx / 2;
        int whole = SAMPLES * SAMPLES * BilinearLine.WEIGHT;
        for (int y = 0; y < shape.height(); y++) {
            Arrays.fill(sums, 0);
            for (int j = 0; j < SAMPLES; j++) {
                double v = y * SAMPLES + j + 0.5;
                line.add(x0 + xy * v, y0 + yy * v, xx, yx, SAMPLES, sums);
            }
            for (int i = 0; i < row; i++) {
                out[y * row + i] = (byte) ((sums[i] + whole / 2) / whole);
            }
        }
        return out;
    }

    private byte[] bent(Raster raster, double[] m, @Nullable ElasticField field) {
        int channels = shape.channels();
        byte[] out = new byte[shape.bytes()];
        int width = raster.shape().width();
        int height = raster.shape().height();
        byte[] pixels = raster.pixels();
        float[] sum = new float[channels];
        // Old coordinates of a new point (x, y), in pixels; the centre of pixel 0 is 0.
        float xx = (float) (m[0] * width / shape.width());
        float xy = (float) (m[1] * width / shape.height());
        float yx = (float) (m[3] * height / shape.width());
        float yy = (float) (m[4] * height / shape.height());
        float x0 = (float) ((m[2] + 0.5 - (m[0] + m[1]) / 2) * width - 0.5);
        float y0 = (float) ((m[5] + 0.5 - (m[3] + m[4]) / 2) * height - 0.5);
        float step = 1f / SAMPLES;
        for (int y = 0, at = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                Arrays.fill(sum, 0);
                float movedX = x0;
                float movedY = y0;
                if (field != null) {
                    movedX += field.x(y * shape.width() + x) * width;
                    movedY += field.y(y * shape.width() + x) * height;
                }
                for (int j = 0; j < SAMPLES; j++) {
                    float v = y + (j + 0.5f) * step;
                    for (int i = 0; i < SAMPLES; i++) {
                        float u = x + (i + 0.5f) * step;
                        float oldX = Math.min(Math.max(movedX + xx * u + xy * v, 0), width - 1f);
                        float oldY = Math.min(Math.max(movedY + yx * u + yy * v, 0), height - 1f);
                        int left = (int) oldX;
                        int top = (int) oldY;
                        float right = oldX - left;
                        float bottom = oldY - top;
                        int here = (top * width + left) * channels;
                        int next = left + 1 < width ? channels : 0;
                        int below = top + 1 < height ? width * channels : 0;
                        for (int k = 0; k < channels; k++, here++) {
                            float upper = (pixels[here] & 0xff) * (1 - right) + (pixels[here + next] & 0xff) * right;
                            float lower = (pixels[here + below] & 0xff) * (1 - right)
                                    + (pixels[here + below + next] & 0xff) * right;
                            sum[k] += upper * (1 - bottom) + lower * bottom;
                        }
                    }
                }
                for (int k = 0; k < channels; k++) {
                    out[at++] = (byte) (sum[k] / (SAMPLES * SAMPLES) + 0.5f);
                }
            }
        }
        return out;
    }
}
