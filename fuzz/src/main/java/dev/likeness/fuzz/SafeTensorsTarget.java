package dev.likeness.fuzz;

import dev.likeness.train.export.SafeTensors;
import dev.likeness.train.export.SafeTensors.Array;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Safetensors. Arrays that are written and read again must be equal. */
final class SafeTensorsTarget implements Target {
    @Override
    public String name() {
        return "safetensors";
    }

    @Override
    public void read(byte[] input) {
        Map<String, Array> arrays = SafeTensors.read(input, "input");
        Map<String, String> notes = SafeTensors.notes(input, "input");
        byte[] written = SafeTensors.write(arrays, notes);
        if (!SafeTensors.notes(written, "written").equals(notes)) {
            throw new Finding("notes differ after they are written and read again");
        }
        Map<String, Array> again = SafeTensors.read(written, "written");
        if (!again.keySet().equals(arrays.keySet())) {
            throw new Finding("names of arrays differ after they are written and read again");
        }
        arrays.forEach((name, array) -> {
            Array other = again.getOrDefault(name, array);
            if (!other.shape().equals(array.shape()) || !Arrays.equals(other.values(), array.values())) {
                throw new Finding("an array differs after it is written and read again");
            }
        });
    }

    @Override
    public List<byte[]> seeds() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("tower.weight", new Array(List.of(2, 1, 2), new float[] {1, -2, 0.5f, 4}));
        arrays.put("bias", Array.of(1, 2));
        arrays.put("scale", new Array(List.of(), new float[] {3}));
        return List.of(
                SafeTensors.write(arrays, Map.of("format", "pt")),
                SafeTensors.write(Map.of(), Map.of()),
                halves("F16"),
                halves("BF16"),
                halves("F64"));
    }

    private static byte[] halves(String type) {
        int bytes = type.equals("F64") ? 8 : 2;
        String header = "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[2],\"data_offsets\":[0," + 2 * bytes + "]}}";
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[8 + head.length + 2 * bytes];
        file[0] = (byte) head.length;
        System.arraycopy(head, 0, file, 8, head.length);
        return file;
    }

    @Override
    public int longest() {
        return 2048;
    }

    @Override
    public List<String> watched() {
        return List.of("com.fasterxml.jackson.**");
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"dtype\":\"F32\"",
                "\"F16\"",
                "\"BF16\"",
                "\"F64\"",
                "\"I64\"",
                "\"shape\":[",
                "[0,0]",
                "\"data_offsets\":[",
                "\"__metadata__\":{",
                "2147483647",
                "9223372036854775807",
                "18446744073709551616",
                "-1",
                "1e9",
                "\"b\":{");
    }
}
