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
import org.junit.jupiter.api.Test;

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
        assertThat(SafeTensors.notes(file)).containsExactly(Map.entry("format", "likeness"));
    }

    /** The layout as the format's own documentation states it, read without our reader. */
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
    void refusesWhatIsNoSuchFile() {
        byte[] file = SafeTensors.write(arrays, Map.of());
        byte[] absurd = file.clone();
        ByteBuffer.wrap(absurd).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1L << 60);
        byte[] cut = java.util.Arrays.copyOf(file, file.length - 4);
        byte[] otherType = new String(file, StandardCharsets.ISO_8859_1)
                .replace("F32", "F16")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SafeTensors.read(new byte[3], "x")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SafeTensors.read(absurd, "x")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SafeTensors.read(cut, "x")).hasMessageContaining("does not fit its place");
        assertThatThrownBy(() -> SafeTensors.read(otherType, "x")).hasMessageContaining("F16");
    }
}
