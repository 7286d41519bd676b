package dev.likeness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {
    private static final MeasureIdentity ONE = MeasureIdentity.of("café", 3, "side 32");
    private static final MeasureIdentity OTHER = MeasureIdentity.of("café", 4, "side 32");
    private static final Code CODE = new Code(
            CodeOrigins.ofEachSide(ONE).of(Side.B), new float[] {0.6f, -0.8f}, new float[] {1e-40f, -0f, Float.MAX_VALUE
            });

    private static byte[] golden() throws IOException {
        try (InputStream in = CodeTest.class.getResourceAsStream("code-v1.bin")) {
            return Objects.requireNonNull(in, "code-v1.bin").readAllBytes();
        }
    }

    @Test
    void theBytesOfVersion1StayAsTheyWere() throws IOException {
        assertThat(CODE.toBytes()).containsExactly(golden());
        assertSame(Code.fromBytes(golden()), CODE);
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

    @Test
    void anyFlippedBitIsFound() {
        byte[] bytes = CODE.toBytes();
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
        "4, 2, version 2 is unknown",
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
