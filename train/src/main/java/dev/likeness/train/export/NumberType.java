package dev.likeness.train.export;

import dev.likeness.measure.HalfPrecision;
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
    /** IEEE 754 binary16. */
    F16(2) {
        @Override
        float at(ByteBuffer numbers, int index) {
            return HalfPrecision.value(numbers.getShort(2 * index));
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
