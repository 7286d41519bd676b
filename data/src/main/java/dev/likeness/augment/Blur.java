package dev.likeness.augment;

import java.util.Random;

/**
 * A Gaussian blur, as from defocus or enlargement of a small copy.
 *
 * @param probability 0 to 1
 * @param most the maximum standard deviation, as a share of the longer side
 */
record Blur(double probability, double most) implements Effect {
    /** A narrower Gaussian changes pixels by less than one grey level. */
    private static final double MIN_PIXELS = 0.2;

    static Blur of(double strength) {
        return new Blur(0.18 * Math.min(1, strength), 0.02 * strength);
    }

    @Override
    public void alter(Canvas canvas, Random random) {
        if (!Draw.happens(random, probability)) {
            return;
        }
        double deviation = Draw.between(random, most / 4, most) * canvas.longer();
        if (deviation < MIN_PIXELS) {
            return;
        }
        float[] kernel = kernel(deviation);
        int c = canvas.channels;
        int w = canvas.width;
        int h = canvas.height;
        float[] across = new float[canvas.values.length];
        for (int y = 0; y < h; y++) {
            convolve(canvas.values, across, kernel, new Line(y * w * c, c, w, c));
        }
        for (int x = 0; x < w; x++) {
            convolve(across, canvas.values, kernel, new Line(x * c, w * c, h, c));
        }
    }

    /** One half of the kernel, starting at its centre; the whole kernel sums to 1. */
    private static float[] kernel(double deviation) {
        double[] half = new double[1 + (int) Math.ceil(2.5 * deviation)];
        double sum = 0;
        for (int i = 0; i < half.length; i++) {
            half[i] = StrictMath.exp(-0.5 * i * i / (deviation * deviation));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        float[] kernel = new float[half.length];
        for (int i = 0; i < half.length; i++) {
            kernel[i] = (float) (half[i] / sum);
        }
        return kernel;
    }

    /** The pixels of a row or a column: index of the first, distance in the array, number, values per pixel. */
    private record Line(int start, int step, int length, int channels) {}

    private static void convolve(float[] from, float[] to, float[] kernel, Line line) {
        int last = line.length - 1;
        for (int i = 0; i <= last; i++) {
            int here = line.start + i * line.step;
            for (int c = 0; c < line.channels; c++) {
                to[here + c] = kernel[0] * from[here + c];
            }
            for (int k = 1; k < kernel.length; k++) {
                int before = line.start + Math.max(i - k, 0) * line.step;
                int after = line.start + Math.min(i + k, last) * line.step;
                for (int c = 0; c < line.channels; c++) {
                    to[here + c] += kernel[k] * (from[before + c] + from[after + c]);
                }
            }
        }
    }
}
