package dev.likeness.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.train.export.SafeTensors.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
    private final Map<String, Array> arrays = new LinkedHashMap<>();

    {
        arrays.put("tower.conv1.weight", new Array(List.of(2, 3), new float[] {1, -2, 3.5f, 4, Float.MIN_VALUE, 6}));
        arrays.put("empty", new Array(List.of(0), new float[0]));
        arrays.put("scalar", new Array(List.of(), new float[] {7}));
    }

    @Test
    void readsBackWhatItWrote() {
        byte[] file = SafeTensors.write(arrays, Map.of("format", "likeness"));

        Map<String, Array> read = SafeTensors.read(file, "test");

        assertThat(read.keySet()).containsExactlyElementsOf(arrays.keySet());
        arrays.forEach((name, array) ->
                assertThat(read.get(name)).usingRecursiveComparison().isEqualTo(array));
        assertThat(SafeTensors.notes(file, "test")).containsExactly(Map.entry("format", "likeness"));
    }

    /** Reads the documented layout of the format without our reader. */
    @Test
    void writesTheDocumentedLayout() {
        byte[] file = SafeTensors.write(Map.of("a", Array.of(1, 2)), Map.of());

        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) buffer.getLong();
        String json = new String(file, 8, header, StandardCharsets.UTF_8);
        assertThat(json.strip()).isEqualTo("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
        assertThat(header % 8).isZero();
        assertThat(buffer.getFloat(8 + header)).isEqualTo(1);
        assertThat(buffer.getFloat(12 + header)).isEqualTo(2);
        assertThat(file).hasSize(16 + header);
    }

    @Test
    void refusesOtherFiles() {
        byte[] file = SafeTensors.write(arrays, Map.of());
        byte[] absurd = file.clone();
        ByteBuffer.wrap(absurd).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1L << 60);
        byte[] cut = java.util.Arrays.copyOf(file, file.length - 4);
        byte[] otherType = new String(file, StandardCharsets.ISO_8859_1)
                .replace("F32", "I64")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SafeTensors.read(new byte[3], "x")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SafeTensors.read(absurd, "x")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SafeTensors.read(cut, "x")).hasMessageContaining("does not fit the bytes from");
        assertThatThrownBy(() -> SafeTensors.read(otherType, "x")).hasMessageContaining("I64");
        assertThat(SafeTensors.read(otherType, "x", name -> name.equals("no such")))
                .isEmpty();
    }

    /** Each value is exact in its type, so the result is exact. */
    @Test
    void readsOtherRealNumbersAsFloats() {
        float[] halves = {1, -2, 65504, 0x1p-24f, 0x1.ff8p-15f, 0x1p-14f, 0x1.554p-2f, -0f, Float.NEGATIVE_INFINITY};
        int[] bits = {0x3c00, 0xc000, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x3555, 0x8000, 0xfc00};
        ByteBuffer f16 = little(2 * bits.length);
        for (int half : bits) {
            f16.putShort((short) half);
        }
        assertThat(read("F16", bits.length, f16)).containsExactly(halves);
        assertThat(read("F16", 1, little(2).putShort((short) 0x7e01))).containsExactly(Float.NaN);
        assertThat(read("BF16", 2, little(4).putShort((short) 0x3fc0).putShort((short) 0xc049)))
                .containsExactly(1.5f, -3.140625f);
        assertThat(read("F64", 2, little(16).putDouble(-0.75).putDouble(Math.PI)))
                .containsExactly(-0.75f, (float) Math.PI);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] read(String type, int count, ByteBuffer numbers) {
        byte[] bytes = new byte[numbers.capacity()];
        numbers.get(0, bytes);
        String offsets = "\"data_offsets\":[0," + bytes.length + "]";
        byte[] file = file("{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[" + count + "]," + offsets + "}}", bytes);
        return Objects.requireNonNull(SafeTensors.read(file, "x").get("a")).values();
    }

    private static byte[] file(String header, byte[] numbers) {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        return little(8 + head.length + numbers.length)
                .putLong(head.length)
                .put(head)
                .put(numbers)
                .array();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]", // 2^64 numbers
                "\"shape\":[-1],\"data_offsets\":[4,0]",
                "\"shape\":[1],\"data_offsets\":[8,12]",
                "\"shape\":[1],\"data_offsets\":[-4,0]",
                "\"shape\":[1]"
            })
    void refusesOffsetsOutsideTheFile(String place) {
        byte[] file = file("{\"a\":{\"dtype\":\"F32\"," + place + "}}", new byte[8]);

        assertThatThrownBy(() -> SafeTensors.read(file, "x"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x: a of shape");
    }

    /** 100,000 arrays that share 400 MB fit into a file of 400 MB, but not into memory. */
    @Test
    void refusesArraysThatShareBytes() {
        String a = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
        String b = "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}";
        assertRefused("{" + a + "," + b + "}", "two of its arrays share the bytes from 4");
    }

    @Test
    void refusesInvalidHeaders() {
        assertRefused("[1,2]", "not a JSON object");
        assertRefused("{\"a\":{},\"a\":{}}", "not JSON");
        assertRefused("[".repeat(100_000), "not JSON");
        assertRefused("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967298],\"data_offsets\":[0,8]}}", "does not fit");
        assertRefused("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", "does not fit");
        assertRefused("{\"a\":\"b\"}", "x: a");
        assertRefused(" ".repeat(17 << 20), "more than 16777216");
    }

    private static void assertRefused(String header, String message) {
        byte[] file = file(header, new byte[8]);
        assertThatThrownBy(() -> SafeTensors.read(file, "x"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x: ")
                .hasMessageContaining(message);
    }
}
