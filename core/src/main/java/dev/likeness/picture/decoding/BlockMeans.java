package dev.likeness.picture.decoding;

/**
 * The means of parts of a block of 8x8 samples, directly from its DCT coefficients (ITU-T T.81, A.3.3). The inverse DCT
 * is linear, so the mean of some samples is a weighted sum of the coefficients. The mean of the whole block is the first
 * coefficient alone.
 *
 * @param across the number of means in a row: 1, 2, 4 or 8
 * @param down the number of rows
 * @param weight {@code [64, down * across]} of each coefficient in zigzag order, times its quantisation step, in units of
 *     1/{@value #UNIT} grey level
 * @param needed whether any weight of a coefficient is not 0
 */
@SuppressWarnings("ArrayRecordComponent") // used inside this package only, never compared
record BlockMeans(int across, int down, int[] weight, boolean[] needed) {
    static final int UNIT_BITS = 12;
    static final int UNIT = 1 << UNIT_BITS;

    private static final int SIDE = 8;
    private static final int COEFFICIENTS = SIDE * SIDE;

    /** The place of each coefficient, row by row, in the order of the file. */
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    /** @param steps the quantisation step of each coefficient, in zigzag order */
    static BlockMeans of(int across, int down, int[] steps) {
        int means = across * down;
        int[] weight = new int[COEFFICIENTS * means];
        boolean[] needed = new boolean[COEFFICIENTS];
        for (int k = 0; k < COEFFICIENTS; k++) {
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++) {
                    double part = mean(ZIGZAG[k] / SIDE, y, down) * mean(ZIGZAG[k] % SIDE, x, across);
                    int w = (int) Math.round(part * steps[k] * UNIT);
                    weight[k * means + y * across + x] = w;
                    needed[k] |= w != 0;
                }
            }
        }
        return new BlockMeans(across, down, weight, needed);
    }

    /** Whether only the mean of the whole block is wanted. */
    boolean isOne() {
        return across * down == 1;
    }

    /** The mean of the part {@code place} of {@code parts} of one axis of the basis function {@code frequency}. */
    private static double mean(int frequency, int place, int parts) {
        int length = SIDE / parts;
        double sum = 0;
        for (int s = place * length; s < (place + 1) * length; s++) {
            sum += Math.cos((2 * s + 1) * frequency * Math.PI / (2 * SIDE));
        }
        double norm = frequency == 0 ? Math.sqrt(0.125) : 0.5;
        return norm * sum / length;
    }
}
