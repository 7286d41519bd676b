package dev.likeness.augment;

/** The quantisation loss of JPEG: the cosine coefficients of each 8x8 block are rounded (ITU-T T.81, annexes A and K). */
final class Blocks {
    private static final int SIDE = 8;

    private static final int[] LUMA = { // T.81, table K.1
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, //
        14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, //
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, //
        49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };

    private static final int[] CHROMA = { // T.81, table K.2
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, //
        24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
    };

    /** {@code [frequency,place]}: orthonormal, so that its transpose is its inverse. */
    private static final float[] COSINES = new float[SIDE * SIDE];

    static {
        for (int frequency = 0; frequency < SIDE; frequency++) {
            double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / SIDE);
            for (int place = 0; place < SIDE; place++) {
                double angle = (2 * place + 1) * frequency * Math.PI / (2 * SIDE);
                COSINES[frequency * SIDE + place] = (float) (scale * StrictMath.cos(angle));
            }
        }
    }

    private final float[] steps = new float[SIDE * SIDE];
    private final float[] block = new float[SIDE * SIDE];
    private final float[] half = new float[SIDE * SIDE];

    private Blocks(int[] table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality; // the quality scale of libjpeg
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.max(1, Math.min(255, (table[i] * percent + 50) / 100));
        }
    }

    static Blocks luma(int quality) {
        return new Blocks(LUMA, quality);
    }

    static Blocks chroma(int quality) {
        return new Blocks(CHROMA, quality);
    }

    /** Applies the loss to a plane. Incomplete blocks at the right and the bottom are padded with the last pixel. */
    void lose(Jpeg.Plane plane) {
        for (int top = 0; top < plane.height; top += SIDE) {
            for (int left = 0; left < plane.width; left += SIDE) {
                read(plane, left, top);
                transform();
                for (int i = 0; i < block.length; i++) {
                    block[i] = Math.round(block[i] / steps[i]) * steps[i];
                }
                restore();
                write(plane, left, top);
            }
        }
    }

    private void read(Jpeg.Plane plane, int left, int top) {
        for (int y = 0; y < SIDE; y++) {
            int row = Math.min(top + y, plane.height - 1) * plane.width;
            for (int x = 0; x < SIDE; x++) {
                block[y * SIDE + x] = Canvas.grey(plane.values[row + Math.min(left + x, plane.width - 1)]) - 128;
            }
        }
    }

    private void write(Jpeg.Plane plane, int left, int top) {
        for (int y = 0; y < SIDE && top + y < plane.height; y++) {
            for (int x = 0; x < SIDE && left + x < plane.width; x++) {
                plane.values[(top + y) * plane.width + left + x] = Canvas.grey(block[y * SIDE + x] + 128);
            }
        }
    }

    /** The forward transform: rows, then columns. */
    private void transform() {
        for (int y = 0; y < SIDE; y++) {
            for (int f = 0; f < SIDE; f++) {
                float sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += COSINES[f * SIDE + x] * block[y * SIDE + x];
                }
                half[y * SIDE + f] = sum;
            }
        }
        for (int f = 0; f < SIDE; f++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    sum += COSINES[f * SIDE + y] * half[y * SIDE + x];
                }
                block[f * SIDE + x] = sum;
            }
        }
    }

    /** The inverse transform. */
    private void restore() {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int f = 0; f < SIDE; f++) {
                    sum += COSINES[f * SIDE + y] * block[f * SIDE + x];
                }
                half[y * SIDE + x] = sum;
            }
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int f = 0; f < SIDE; f++) {
                    sum += COSINES[f * SIDE + x] * half[y * SIDE + f];
                }
                block[y * SIDE + x] = sum;
            }
        }
    }
}
