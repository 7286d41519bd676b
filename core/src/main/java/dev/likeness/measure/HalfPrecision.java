package dev.likeness.measure;

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
public final class HalfPrecision {
    private static final short LARGEST = 0x7bff; // 65504
    private static final short NOT_A_NUMBER = 0x7e00;
    private static final int SIGN = 0x8000;

    private HalfPrecision() {}

    /** The number that 16 bits mean; exact. */
    public static float value(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        float size = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Float.intBitsToFloat(((exponent + 127 - 15) << 23) | (fraction << 13));
        };
        return bits < 0 ? -size : size;
    }

    /** The nearest number of 16 bits, ties to even; 65504 for larger numbers, with the sign. */
    public static short bits(float value) {
        int all = Float.floatToRawIntBits(value);
        int sign = (all >>> 16) & SIGN;
        int magnitude = all & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return NOT_A_NUMBER;
        }
        if (magnitude >= Float.floatToRawIntBits(65504f)) {
            return (short) (sign | LARGEST);
        }
        if (magnitude < Float.floatToRawIntBits(0x1p-14f)) { // subnormal: multiples of 2^-24
            return (short) (sign | (int) Math.rint(Math.abs(value) * 0x1p24f));
        }
        int rounded = magnitude + 0xfff + ((magnitude >> 13) & 1); // half of the last place, ties to even
        return (short) (sign | ((rounded >>> 13) - ((127 - 15) << 10)));
    }
}
