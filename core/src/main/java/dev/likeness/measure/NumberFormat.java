package dev.likeness.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The number format in which the numbers of a code are stored. A code in memory holds the 32-bit floats that its stored
 * form means, so a score never depends on whether a code was stored in between.
 */
public enum NumberFormat {
    /** IEEE 754 binary32: 4 bytes for each number, and nothing is rounded. */
    FLOAT {
        @Override
        public float[] stored(float[] numbers) {
            return numbers;
        }

        @Override
        long bytes(long count) {
            return Float.BYTES * count;
        }

        @Override
        void write(float[] numbers, ByteBuffer into) {
            for (float number : numbers) {
                into.putFloat(number);
            }
        }

        @Override
        float[] read(ByteBuffer from, int count) {
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = from.getFloat();
            }
            return numbers;
        }
    },

    /** IEEE 754 binary16: 2 bytes for each number, rounded to nearest even; numbers beyond 65504 become 65504. */
    HALF {
        @Override
        public float[] stored(float[] numbers) {
            float[] stored = new float[numbers.length];
            for (int i = 0; i < stored.length; i++) {
                stored[i] = HalfPrecision.value(HalfPrecision.bits(numbers[i]));
            }
            return stored;
        }

        @Override
        long bytes(long count) {
            return Short.BYTES * count;
        }

        @Override
        void write(float[] numbers, ByteBuffer into) {
            for (int i = 0; i < numbers.length; i++) {
                short bits = HalfPrecision.bits(numbers[i]);
                requireStored(i, numbers[i], HalfPrecision.value(bits));
                into.putShort(bits);
            }
        }

        @Override
        float[] read(ByteBuffer from, int count) {
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = HalfPrecision.value(from.getShort());
            }
            return numbers;
        }
    },

    /**
     * Whole numbers q from -127 to 127, one byte each, and one scale for the whole vector, 4 bytes: the number is {@code q
     * scale}. The error is at most half a scale, which is 1/254 of the largest magnitude. {@link ScaledBytes} defines the
     * scale.
     */
    INT8 {
        @Override
        public float[] stored(float[] numbers) {
            float scale = ScaledBytes.scale(numbers);
            float[] stored = new float[numbers.length];
            for (int i = 0; i < stored.length; i++) {
                stored[i] = ScaledBytes.value(ScaledBytes.step(numbers[i], scale), scale);
            }
            return stored;
        }

        @Override
        long bytes(long count) {
            return count == 0 ? 0 : Float.BYTES + count;
        }

        @Override
        void write(float[] numbers, ByteBuffer into) {
            if (numbers.length == 0) {
                return;
            }
            float scale = ScaledBytes.scale(numbers);
            into.putFloat(scale);
            byte[] steps = new byte[numbers.length];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = ScaledBytes.step(numbers[i], scale);
                requireStored(i, numbers[i], ScaledBytes.value(steps[i], scale));
            }
            into.put(steps);
        }

        @Override
        float[] read(ByteBuffer from, int count) {
            if (count == 0) {
                return new float[0];
            }
            float scale = from.getFloat();
            byte[] steps = new byte[count];
            from.get(steps);
            ScaledBytes.require(scale, steps);
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = ScaledBytes.value(steps[i], scale);
            }
            return numbers;
        }
    };

    /** The words of all formats, as recipes and model cards name them. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(NumberFormat::word).sorted().toList();

    /**
     * The values that the stored form of some numbers means. Applying it again changes nothing.
     *
     * @param numbers finite
     * @return of the same length; the same array if nothing is rounded
     */
    public abstract float[] stored(float[] numbers);

    /** The bytes that a vector takes; 0 for a vector of 0 numbers. */
    abstract long bytes(long count);

    /**
     * Writes the stored form; {@code numbers} are the values that it means.
     *
     * @throws IllegalArgumentException if a number is not one of the stored form
     */
    abstract void write(float[] numbers, ByteBuffer into);

    /**
     * Reads the stored form.
     *
     * @throws IllegalArgumentException if the bytes are not a stored form
     */
    abstract float[] read(ByteBuffer from, int count);

    /** Bytes that mean other numbers than the code would give other scores. */
    final void requireStored(int index, float number, float stored) {
        if (stored != number) {
            throw new IllegalArgumentException("number " + index + " of a code is " + number + ", which the format "
                    + word() + " stores as " + stored + "; make codes with CodeOrigins.code, which rounds them");
        }
    }

    /** The name in recipes and model cards: {@code float}, {@code half} or {@code int8}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static NumberFormat named(String word) {
        for (NumberFormat format : values()) {
            if (format.word().equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("the number format is '" + word + "'; allowed are " + WORDS);
    }
}
