package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {
    private static final MeasureIdentity ONE = MeasureIdentity.of("café", 3, "side 32");
    private static final MeasureIdentity OTHER = MeasureIdentity.of("café", 4, "side 32");
    private static final Code CODE = new Code(
            CodeOrigins.ofEachSide(ONE).of(Side.B), new float[] {0.6f, -0.8f}, new float[] {1e-40f, -0f, Float.MAX_VALUE
            });

    private static final CodeFormat ROUNDED = new CodeFormat(NumberFormat.HALF, NumberFormat.INT8);
    private static final Code SMALL = CodeOrigins.ofEachSide(ONE, ROUNDED)
            .code(Side.A, new float[] {0.6f, -0.8f, 0x1p-15f, 70_000}, new float[] {3, -1, 0.25f, 0, 1e-9f});

    private static byte[] golden() throws IOException {
        return golden("code-v1.bin");
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = CodeTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    void theBytesOfVersion1StayAsTheyWere() throws IOException {
        assertThat(CODE.toBytes()).containsExactly(golden());
        assertSame(Code.fromBytes(golden()), CODE);
    }

    /** A script wrote the file from the document alone: {@code code-v2.py}. */
    @Test
    void theBytesOfVersion2AreAsDocumented() throws IOException {
        assertThat(SMALL.toBytes()).containsExactly(golden("code-v2.bin"));
        assertSame(Code.fromBytes(golden("code-v2.bin")), SMALL);
        assertThat(SMALL.embedding()).startsWith(0.60009766f, -0.7998047f).endsWith(65504f);
        assertThat(SMALL.prepared()[0]).isCloseTo(3, within(1e-4f));
        assertThat(SMALL.prepared()[1]).isCloseTo(-1, within(3 / 254f));
    }

    @Test
    void aPictureTakesAtMost4KiB() {
        MeasureIdentity longest = new MeasureIdentity("m".repeat(200), "ab".repeat(32));
        Code code = CodeOrigins.ofBothSides(longest, CodeFormat.of(NumberFormat.INT8))
                .code(Side.A, noise(256, 1), noise(48 * 8 * 8, 2));
        assertThat(code.toBytes()).hasSizeLessThanOrEqualTo(4096).hasSize(50 + 200 + 4 + 256 + 4 + 3072 + 4);
        assertSame(Code.fromBytes(code.toBytes()), code);
    }

    @ParameterizedTest
    @EnumSource
    void storedNumbersStayTheSame(NumberFormat format) {
        for (int exponent = -120; exponent < 127; exponent++) {
            float[] numbers = noise(64, exponent);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Math.scalb(numbers[i], exponent);
            }
            float[] stored = format.stored(numbers);
            assertThat(bits(format.stored(stored))).containsExactly(bits(stored));
            Code code = CodeOrigins.ofBothSides(ONE, CodeFormat.of(format)).code(Side.A, numbers, new float[0]);
            assertSame(Code.fromBytes(code.toBytes()), code);
        }
    }

    @Test
    void int8RoundsByHalfAScaleAtMost() {
        float[] numbers = noise(1000, 3);
        float[] stored = NumberFormat.INT8.stored(numbers);
        float largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < numbers.length; i++) {
            assertThat(stored[i]).isCloseTo(numbers[i], within(largest / 254 * 1.0001f));
        }
        assertThat(NumberFormat.INT8.stored(new float[] {1e-33f, -0f})).containsExactly(0, 0);
    }

    @Test
    void everyHalfIsExactAndOthersAreRoundedToTheNearest() {
        for (int bits = 0; bits < 0x7c00; bits++) {
            float value = HalfPrecision.value((short) bits);
            assertThat(HalfPrecision.bits(value)).isEqualTo((short) bits);
            assertThat(HalfPrecision.bits(-value)).isEqualTo((short) (bits | 0x8000));
            if (bits < 0x7bff) {
                float next = HalfPrecision.value((short) (bits + 1));
                float middle = (value + next) / 2; // exact
                assertThat(HalfPrecision.bits(middle)).isEqualTo((short) (bits + (bits & 1)));
                assertThat(HalfPrecision.bits(Math.nextDown(middle))).isEqualTo((short) bits);
                assertThat(HalfPrecision.bits(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
            }
        }
        assertThat(HalfPrecision.value(HalfPrecision.bits(-1e9f))).isEqualTo(-65504);
        assertThat(HalfPrecision.value(HalfPrecision.bits(Float.NaN))).isNaN();
    }

    @Test
    void numbersThatTheFormatDoesNotHoldAreNotWritten() {
        Code wrong = new Code(new CodeOrigin(ONE, null, ROUNDED), new float[] {0.6f}, new float[0]);
        assertThatThrownBy(wrong::toBytes)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number 0 of a code is 0.6, which the format half stores as 0.600");
    }

    private static float[] noise(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }

    private static void assertSame(Code read, Code code) {
        assertThat(read.origin()).isEqualTo(code.origin());
        assertThat(read.origin().measure().name())
                .isEqualTo(code.origin().measure().name());
        assertThat(bits(read.embedding())).containsExactly(bits(code.embedding()));
        assertThat(bits(read.prepared())).containsExactly(bits(code.prepared()));
    }

    private static int[] bits(float[] numbers) {
        int[] bits = new int[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers[i]);
        }
        return bits;
    }

    @Test
    void fieldsLieWhereTheFormatSays() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(golden()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(golden(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("LKCD");
        assertThat(bytes.get(4)).as("version").isEqualTo((byte) 1);
        assertThat(bytes.get(5)).as("side").isEqualTo((byte) 2);
        assertThat(bytes.getShort(6)).as("bytes of the name").isEqualTo((short) 5);
        assertThat(HexFormat.of().formatHex(golden(), 8, 40)).isEqualTo(ONE.checksum());
        assertThat(bytes.getInt(40)).as("D").isEqualTo(2);
        assertThat(bytes.getInt(44)).as("P").isEqualTo(3);
        assertThat(bytes.getFloat(53)).isEqualTo(0.6f);
        assertThat(bytes.getFloat(61)).isEqualTo(1e-40f);
        assertThat(golden()).hasSize(52 + 5 + 4 * 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 39, 51, 52, 60, 76})
    void truncatedBytesAreRefused(int length) {
        assertRefused(Arrays.copyOf(CODE.toBytes(), length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anyFlippedBitIsFound(int version) {
        byte[] bytes = (version == 1 ? CODE : SMALL).toBytes();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(damaged);
        }
    }

    private static void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> Code.fromBytes(bytes))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("these bytes are not a valid code: ");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 3, version 3 is unknown",
        "4, 2, their number formats are 99 and 97",
        "4, 255, version 255 is unknown",
        "43, 127, exceed the limits",
        "43, 255, exceed the limits",
        "47, 255, exceed the limits",
        "46, 2, their header needs 524365",
        "5, 3, side 3 is unknown",
        "48, 255, the name of their measure is invalid",
        "60, 127, they contain",
        "71, 0, CRC"
    })
    void hostileFieldsAreRefusedAlsoUnderARightChecksum(int offset, int value, String problem) {
        byte[] bytes = CODE.toBytes();
        bytes[offset] = (byte) value;
        if (offset == 60) {
            bytes[59] = (byte) 0x80;
        }
        if (!problem.equals("CRC")) {
            seal(bytes);
        }
        assertThatThrownBy(() -> Code.fromBytes(bytes))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "48, 0, their header needs 84",
        "48, 3, their number formats are 3 and 2",
        "49, 255, their number formats are 1 and -1",
        "56, 124, they contain",
        "63, 1, the scale of a vector is",
        "66, 127, the scale of a vector is",
        "66, 188, the scale of a vector is",
        "67, 128, the largest step must be 127",
        "67, 126, the largest step must be 127",
        "71, 128, the largest step must be 127"
    })
    void hostileNumbersOfVersion2AreRefused(int offset, int value, String problem) {
        byte[] bytes = SMALL.toBytes();
        bytes[offset] = (byte) value;
        seal(bytes);
        assertThatThrownBy(() -> Code.fromBytes(bytes))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void version2WithoutRoundedNumbersIsRefused() {
        byte[] bytes = CODE.toBytes();
        byte[] other = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, other, 0, 48);
        System.arraycopy(bytes, 48, other, 50, bytes.length - 48);
        other[4] = 2;
        seal(other);
        assertThatThrownBy(() -> Code.fromBytes(other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all their numbers are floats, which version 1 stores");
    }

    private static void seal(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int) crc.getValue());
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        byte[] longer = Arrays.copyOf(CODE.toBytes(), 78);
        seal(longer);
        assertRefused(longer);
    }

    @Test
    void aCodeOfAnotherMeasureIsRefusedByName() {
        Code other = new Code(new CodeOrigin(OTHER, Side.A), CODE.embedding(), CODE.prepared());
        assertThatThrownBy(() -> CODE.cosine(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a code of " + OTHER + " cannot be compared by " + ONE + ": codes of different models or"
                        + " measures are not comparable; encode both pictures with the same one");
        assertThat(CODE.cosine(CODE)).isEqualTo((double) 0.6f * 0.6f + (double) 0.8f * 0.8f);
    }

    @Test
    void sidesAreChecked() {
        CodeOrigins sides = CodeOrigins.ofEachSide(ONE);
        Code a = new Code(sides.of(Side.A), new float[1], new float[0]);
        Code b = Code.fromBytes(CODE.toBytes());
        assertThatCode(() -> sides.require(List.of(a), List.of(b))).doesNotThrowAnyException();
        assertThatThrownBy(() -> sides.require(b, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the code for side A was encoded for side B");
        assertThatThrownBy(() -> sides.require(List.of(a, a), List.of(b, a)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the code for side B was encoded for side A");
        assertThatThrownBy(() -> CodeOrigins.ofBothSides(ONE).require(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was encoded for side A, and café (sha256 ")
                .hasMessageContaining("needs one for both sides there");
    }

    @Test
    void identitiesDependOnNameVersionAndSettings() {
        assertThat(MeasureIdentity.of("café", 3, "side 32")).isEqualTo(ONE).hasSameHashCodeAs(ONE);
        assertThat(List.of(OTHER, MeasureIdentity.of("cafe", 3, "side 32"), MeasureIdentity.of("café", 3, "side 33")))
                .doesNotContain(ONE)
                .doesNotHaveDuplicates();
        assertThat(new MeasureIdentity("renamed", ONE.checksum())).isEqualTo(ONE);
    }
}
