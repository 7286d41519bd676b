package dev.likeness.picture.decoding;

/**
 * Fits a reduced picture to a width or height that is not a multiple of the factor. The last squares then are partly
 * outside of the picture; without this, everything in it would be shifted by up to one of its pixels.
 *
 * @param length of the full picture, in its pixels
 * @param factor the side of a square, in pixels of the full picture
 */
record PartialSquares(int length, int factor) {
    /** How many pixels remain: the whole squares. */
    int whole() {
        return length / factor;
    }

    private int all() {
        return (length + factor - 1) / factor;
    }

    /**
     * Spreads the length evenly over the remaining pixels. Each is the mean over its part of the squares.
     *
     * @param lines {@code [outer, squares, inner]} unsigned bytes
     * @return {@code [outer, whole, inner]} unsigned bytes
     */
    byte[] spread(byte[] lines, int outer, int inner) {
        int from = all();
        int to = whole();
        if (from == to) {
            return lines;
        }
        byte[] spread = new byte[outer * to * inner];
        float[] sum = new float[inner];
        long square = (long) factor * to; // in units of 1/to pixel of the full picture all borders are integers
        for (int line = 0; line < outer; line++) {
            for (int i = 0; i < to; i++) {
                long start = (long) i * length;
                long end = start + length;
                java.util.Arrays.fill(sum, 0.5f);
                for (long s = start / square; s * square < end; s++) {
                    float weight = (float) (Math.min(end, (s + 1) * square) - Math.max(start, s * square)) / length;
                    int at = (line * from + (int) s) * inner;
                    for (int k = 0; k < inner; k++) {
                        sum[k] += weight * (lines[at + k] & 0xff);
                    }
                }
                int at = (line * to + i) * inner;
                for (int k = 0; k < inner; k++) {
                    spread[at + k] = (byte) Math.min(255, (int) sum[k]);
                }
            }
        }
        return spread;
    }
}
