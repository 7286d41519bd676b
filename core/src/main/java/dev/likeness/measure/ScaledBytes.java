package dev.likeness.measure;

/**
 * Numbers as whole steps of a scale, from -127 to 127, symmetric around 0.
 *
 * <p>The scale is the largest magnitude divided by 127, rounded up to 16 significant bits. A step of 7 bits times a scale of
 * 16 bits is exact in a 32-bit float of 24 bits. The largest stored number is therefore exactly 127 scales, the scale can be
 * found from the stored numbers again, and a code that was stored and read gives the same bytes.
 */
final class ScaledBytes {
    private static final int LARGEST = 127;
    private static final int UNUSED_BITS = 0xff; // of the 24 bits of a float: 16 are used

    /** Vectors whose numbers are all smaller are stored as 0. */
    private static final float SMALLEST = 0x1p-100f;

    /** Larger numbers are stored as this one. */
    private static final float LIMIT = 0x1p127f;

    /** Added and taken away again, it leaves a double of less than 2^51 rounded to a whole number, ties to even. */
    private static final double WHOLE = 0x1.8p52;

    /** The number of each byte. JDK 17 converts an int to a float four times as slowly as it reads one. */
    private static final float[] NUMBERS = new float[256];

    static {
        for (int step = Byte.MIN_VALUE; step <= Byte.MAX_VALUE; step++) {
            NUMBERS[step & 0xff] = step;
        }
    }

    private ScaledBytes() {}

    /** The scale of a vector of finite numbers; 0 if all are 0. */
    static float scale(float[] numbers) {
        float largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        if (!(largest >= SMALLEST)) {
            return 0;
        }
        int bits = Float.floatToRawIntBits(Math.min(largest, LIMIT) / LARGEST);
        return Float.intBitsToFloat((bits + UNUSED_BITS) & ~UNUSED_BITS);
    }

    /** The step nearest to a number, ties to even. */
    static byte step(float number, float scale) {
        if (scale == 0) {
            return 0;
        }
        int steps = (int) ((double) number / scale + WHOLE - WHOLE);
        return (byte) Math.max(-LARGEST, Math.min(LARGEST, steps));
    }

    static float value(byte step, float scale) {
        return NUMBERS[step & 0xff] * scale;
    }

    /**
     * Checks that {@link #scale} gives this scale for these steps.
     *
     * @throws IllegalArgumentException if not
     */
    static void require(float scale, byte[] steps) {
        int largest = 0;
        for (byte step : steps) {
            largest = Math.max(largest, Math.abs(step));
        }
        boolean wholeRange = largest == LARGEST && Float.isFinite(LARGEST * scale) && LARGEST * scale >= SMALLEST;
        boolean zero = largest == 0 && Float.floatToRawIntBits(scale) == 0;
        if (!zero && (!wholeRange || scale(new float[] {LARGEST * scale}) != scale)) {
            throw new IllegalArgumentException("the scale of a vector is " + scale + " and its largest step " + largest
                    + "; the largest step must be " + LARGEST + " and the scale a positive number of 16 significant"
                    + " bits, or both must be 0");
        }
    }
}
