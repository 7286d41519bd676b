package dev.likeness.augment;

import dev.likeness.picture.Picture;

/** Smooth, coloured pictures to alter, and the difference of two pictures. */
final class Pictures {
    private Pictures() {}

    static Picture smooth(int width, int height) {
        return canvas(width, height, 3).picture();
    }

    static Canvas canvas(int width, int height, int channels) {
        Canvas canvas = new Canvas(width, height, channels);
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = (x + 0.5) / width;
                double v = (y + 0.5) / height;
                double[] waves = {Math.sin(9 * u + 2 * v), Math.cos(7 * v - 3 * u), Math.sin(6 * u * v + 1)};
                for (int c = 0; c < channels; c++) {
                    canvas.values[at++] = (float) (128 + 90 * waves[c]);
                }
            }
        }
        return canvas;
    }

    /** In grey levels. */
    static double meanDifference(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return sum / a.length;
    }
}
