package dev.likeness.train.export;

import java.nio.ByteBuffer;

/** The types of real numbers in a safetensors file. All are read as 32-bit floats, which are exact for all but F64. */
enum NumberType {
    F32(4) {
        @Override
        float at(ByteBuffer numbers, int index) {
            return numbers.getFloat(4 * index);
        }
    },
    F64(8) {
        @Override
        float at(ByteBuffer numbers, int index) {
            return (float) numbers.getDouble(8 * index);
        }
    },
    /** The upper half of a 32-bit float. */
    BF16(2) {
        @Override
        float at(ByteBuffer numbers, int index) {
            return Float.intBitsToFloat(numbers.getShort(2 * index) << 16);
        }
    },
    /** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
    F16(2) {
        @Override
        float at(ByteBuffer numbers, int index) {
            int bits = numbers.getShort(2 * index);
            int exponent = (bits >> 10) & 0x1f;
            int fraction = bits & 0x3ff;
            float size = switch (exponent) {
                case 0 -> fraction * 0x1p-24f;
                case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                default -> Float.intBitsToFloat(((exponent + 127 - 15) << 23) | (fraction << 13));
            };
            return bits < 0 ? -size : size;
        }
    };

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one number in bytes. */
    int bytes() {
        return bytes;
    }

    /** Reads the number at an index, which counts numbers, not bytes; the buffer is little-endian. */
    abstract float at(ByteBuffer numbers, int index);
}
