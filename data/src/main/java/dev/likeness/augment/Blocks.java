package dev.likeness.augment;

/**
 * The quantisation loss of JPEG: the cosine coefficients of each 8x8 block are rounded (ITU-T T.81, annexes A and K). A file
 * that was reduced by 2 after saving has blocks of 4x4 pixels: they have the low frequencies only, and half of their values.
 */
final class Blocks {
    private static final int SIDE = 8; // of a block in the file

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

    private static final float[] COSINES = cosines(SIDE);
    private static final float[] HALF_COSINES = cosines(SIDE / 2);

    private final int side;
    private final float[] cosines;
    private final float[] steps;
    private final float[] block;
    private final float[] half;

    private Blocks(int[] table, int quality, int side) {
        this.side = side;
        cosines = side == SIDE ? COSINES : HALF_COSINES;
        steps = new float[side * side];
        block = new float[side * side];
        half = new float[side * side];
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality; // the quality scale of libjpeg
        for (int i = 0; i < steps.length; i++) {
            int step = (table[i / side * SIDE + i % side] * percent + 50) / 100;
            steps[i] = Math.max(1, Math.min(255, step)) * (side / (float) SIDE);
        }
    }

    /** {@code [frequency,place]}: orthonormal, so that its transpose is its inverse. */
    private static float[] cosines(int side) {
        float[] cosines = new float[side * side];
        for (int frequency = 0; frequency < side; frequency++) {
            double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / side);
            for (int place = 0; place < side; place++) {
                double angle = (2 * place + 1) * frequency * Math.PI / (2 * side);
                cosines[frequency * side + place] = (float) (scale * StrictMath.cos(angle));
            }
        }
        return cosines;
    }

    /** @param side of a block in pixels, 8 or 4 */
    static Blocks luma(int quality, int side) {
        return new Blocks(LUMA, quality, side);
    }

    /** @param side of a block in pixels, 8 or 4 */
    static Blocks chroma(int quality, int side) {
        return new Blocks(CHROMA, quality, side);
    }

    /** Applies the loss to a plane. Incomplete blocks at the right and the bottom are padded with the last pixel. */
    void lose(Jpeg.Plane plane) {
        for (int top = 0; top < plane.height; top += side) {
            for (int left = 0; left < plane.width; left += side) {
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
        for (int y = 0; y < side; y++) {
            int row = Math.min(top + y, plane.height - 1) * plane.width;
            for (int x = 0; x < side; x++) {
                block[y * side + x] = Canvas.grey(plane.values[row + Math.min(left + x, plane.width - 1)]) - 128;
            }
        }
    }

    private void write(Jpeg.Plane plane, int left, int top) {
        for (int y = 0; y < side && top + y < plane.height; y++) {
            for (int x = 0; x < side && left + x < plane.width; x++) {
                plane.values[(top + y) * plane.width + left + x] = Canvas.grey(block[y * side + x] + 128);
            }
        }
    }

    /** The forward transform: rows, then columns. */
    private void transform() {
        for (int y = 0; y < side; y++) {
            for (int f = 0; f < side; f++) {
                float sum = 0;
                for (int x = 0; x < side; x++) {
                    sum += cosines[f * side + x] * block[y * side + x];
                }
                half[y * side + f] = sum;
            }
        }
        for (int f = 0; f < side; f++) {
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int y = 0; y < side; y++) {
                    sum += cosines[f * side + y] * half[y * side + x];
                }
                block[f * side + x] = sum;
            }
        }
    }

    /** The inverse transform. */
    private void restore() {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int f = 0; f < side; f++) {
                    sum += cosines[f * side + y] * block[f * side + x];
                }
                half[y * side + x] = sum;
            }
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int f = 0; f < side; f++) {
                    sum += cosines[f * side + x] * half[y * side + f];
                }
                block[y * side + x] = sum;
            }
        }
    }
}
