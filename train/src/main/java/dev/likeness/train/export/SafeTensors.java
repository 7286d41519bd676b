package dev.likeness.train.export;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The safetensors format: 8 bytes with the length of the header, a JSON header, then the numbers. No code, no pickle.
 *
 * <p>It writes arrays of 32-bit floats, little-endian, in the given order, without gaps. It reads F32, F64, F16 and BF16 as
 * 32-bit floats.
 */
public final class SafeTensors {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** In bytes. Large models have 1 MB. The reference implementation allows 100 MB, which is 1 GB as a tree in Java. */
    private static final int MAX_HEADER = 16 << 20;

    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    private static final String NOTES = "__metadata__";

    private SafeTensors() {}

    /**
     * One array.
     *
     * @param shape its dimensions, 0 or more
     * @param values their count is the product of the dimensions
     */
    @SuppressWarnings("ArrayRecordComponent") // weights are large and not copied
    public record Array(List<Integer> shape, float[] values) {
        public Array {
            shape = List.copyOf(shape);
            BigInteger size = shape.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
            if (!size.equals(BigInteger.valueOf(values.length))) {
                throw new IllegalArgumentException("an array of shape " + shape + " does not hold " + values.length);
            }
        }

        /** A vector. */
        public static Array of(float... values) {
            return new Array(List.of(values.length), values);
        }
    }

    /** The bytes of a file with these arrays, in their order, and these notes. */
    public static byte[] write(Map<String, Array> arrays, Map<String, String> notes) {
        ObjectNode header = JSON.createObjectNode();
        if (!notes.isEmpty()) {
            new TreeMap<>(notes).forEach(header.putObject(NOTES)::put); // the order of a map is arbitrary
        }
        int offset = 0;
        for (Map.Entry<String, Array> entry : arrays.entrySet()) {
            ObjectNode node = header.putObject(entry.getKey()).put("dtype", "F32");
            ArrayNode shape = node.putArray("shape");
            entry.getValue().shape().forEach(shape::add);
            int end = Math.addExact(offset, Math.multiplyExact(entry.getValue().values().length, Float.BYTES));
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        StringBuilder text = new StringBuilder(header.toString());
        while (text.toString().getBytes(StandardCharsets.UTF_8).length % 8 != 0) {
            text.append(' '); // the numbers start at a multiple of 8
        }
        byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(Math.addExact(8 + head.length, offset)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(head.length).put(head);
        arrays.values().forEach(array -> {
            file.asFloatBuffer().put(array.values());
            file.position(file.position() + array.values().length * Float.BYTES);
        });
        return file.array();
    }

    /**
     * Reads a file of real numbers.
     *
     * @throws InputException if it is absent, is not a safetensors file, or holds other types
     */
    public static Map<String, Array> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InputException(
                        file + ": has " + Files.size(file) + " bytes; at most " + MAX_BYTES + " are read");
            }
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + FileFault.reason(e, file) + ")", e);
        }
    }

    /** Reads the bytes of a file of real numbers; {@code what} names it in errors. */
    public static Map<String, Array> read(byte[] bytes, String what) {
        return read(bytes, what, name -> true);
    }

    /** Reads the named arrays of a file; other arrays may be of any type. */
    public static Map<String, Array> read(byte[] bytes, String what, Predicate<String> wanted) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int start = start(bytes, what);
        JsonNode header = header(bytes, what);
        requireApart(header, what);
        Map<String, Array> arrays = new LinkedHashMap<>();
        header.properties().forEach(entry -> {
            if (!entry.getKey().equals(NOTES) && wanted.test(entry.getKey())) {
                arrays.put(entry.getKey(), array(file, start, entry.getValue(), what + ": " + entry.getKey()));
            }
        });
        return arrays;
    }

    /**
     * The notes in a file's header; empty if it has none.
     *
     * @throws InputException if it is not a safetensors file
     */
    public static Map<String, String> notes(byte[] bytes, String what) {
        Map<String, String> notes = new LinkedHashMap<>();
        header(bytes, what)
                .path(NOTES)
                .properties()
                .forEach(e -> notes.put(e.getKey(), e.getValue().asText()));
        return notes;
    }

    /** The offset of the numbers. */
    private static int start(byte[] bytes, String what) {
        long header = bytes.length < 8
                ? -1
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        if (header < 2 || header > Math.min(MAX_HEADER, bytes.length - 8L)) {
            throw new InputException(what + ": not a safetensors file: its header does not fit into its " + bytes.length
                    + " bytes, or has more than " + MAX_HEADER + "; copy the file again");
        }
        return 8 + (int) header;
    }

    private static JsonNode header(byte[] bytes, String what) {
        try {
            JsonNode header = JSON.readTree(bytes, 8, start(bytes, what) - 8);
            if (header.isObject()) {
                return header;
            }
        } catch (IOException e) {
            throw new InputException(what + ": not a safetensors file: its header is not JSON; copy the file again", e);
        }
        throw new InputException(
                what + ": not a safetensors file: its header is not a JSON object; copy the file again");
    }

    /** Refuses arrays that share bytes: a small file could hold more numbers than fit into memory. */
    private static void requireApart(JsonNode header, String what) {
        List<long[]> places = new ArrayList<>();
        header.properties().forEach(entry -> {
            JsonNode offsets = entry.getValue().path("data_offsets");
            if (!entry.getKey().equals(NOTES)) {
                places.add(
                        new long[] {offsets.path(0).asLong(-1), offsets.path(1).asLong(-1)});
            }
        });
        places.sort(Comparator.<long[]>comparingLong(place -> place[0]).thenComparingLong(place -> place[1]));
        for (int i = 1; i < places.size(); i++) {
            if (places.get(i)[0] < places.get(i - 1)[1]) {
                throw new InputException(what + ": not a safetensors file: two of its arrays share the bytes from "
                        + places.get(i)[0] + "; copy the file again");
            }
        }
    }

    private static Array array(ByteBuffer file, int start, JsonNode node, String what) {
        NumberType type = type(node.path("dtype").asText(), what);
        List<Integer> shape = new ArrayList<>();
        node.path("shape").forEach(dimension -> shape.add(dimension.isInt() ? dimension.asInt() : -1));
        long from = node.path("data_offsets").path(0).asLong(-1);
        long to = node.path("data_offsets").path(1).asLong(-1);
        boolean within = 0 <= from && from <= to && to <= file.capacity() - start;
        if (!within || !fits(shape, type, to - from)) {
            throw new InputException(what + " of shape " + shape + " does not fit the bytes from " + from + " to " + to
                    + " of the file; copy the file again");
        }
        ByteBuffer numbers = file.slice(start + (int) from, (int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[numbers.capacity() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.at(numbers, i);
        }
        return new Array(shape, values);
    }

    private static NumberType type(String dtype, String what) {
        for (NumberType type : NumberType.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new InputException(what + " holds numbers of type " + dtype + "; allowed: "
                + Arrays.toString(NumberType.values()) + "; convert it to one of them");
    }

    /** Whether an array of this shape takes this many bytes; an overflow must not make an absurd shape fit. */
    private static boolean fits(List<Integer> shape, NumberType type, long bytes) {
        BigInteger size = BigInteger.valueOf(type.bytes());
        for (int dimension : shape) {
            if (dimension < 0) {
                return false;
            }
            size = size.multiply(BigInteger.valueOf(dimension));
        }
        return size.equals(BigInteger.valueOf(bytes));
    }
}
