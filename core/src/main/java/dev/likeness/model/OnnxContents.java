package dev.likeness.model;

import dev.likeness.error.InputException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Checks an ONNX file (a protobuf message with the field numbers of {@code onnx.proto3}) before ONNX Runtime loads it. A
 * graph of unknown origin must not read other files, run loops, or call unknown operators.
 */
final class OnnxContents {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

    private final String what;

    private OnnxContents(String what) {
        this.what = what;
    }

    /**
     * Checks a file.
     *
     * @param what names the file in errors
     * @throws InputException if the file is damaged or contains anything that likeness never writes
     */
    static void require(byte[] file, String what) {
        OnnxContents contents = new OnnxContents(what);
        try {
            contents.model(new Fields(ByteBuffer.wrap(file)));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new InputException(what + ": not an ONNX file, or a damaged one; copy or train the model again", e);
        }
    }

    private void model(Fields model) {
        boolean graph = false;
        while (model.next()) {
            switch (model.number) {
                case 7 -> {
                    graph = true;
                    graph(model.message());
                }
                case 20, 25 -> throw refused("training information or functions"); // training_info, functions
                default -> model.skip();
            }
        }
        if (!graph) {
            throw new IllegalArgumentException("no graph");
        }
    }

    private void graph(Fields graph) {
        while (graph.next()) {
            switch (graph.number) {
                case 1 -> node(graph.message());
                case 5 -> tensor(graph.message()); // initializer
                case 15 -> throw refused("sparse tensors"); // sparse_initializer
                default -> graph.skip();
            }
        }
    }

    private void node(Fields node) {
        while (node.next()) {
            switch (node.number) {
                case 5 -> attribute(node.message());
                case 7 -> {
                    String domain = node.text();
                    if (!DOMAINS.contains(domain)) {
                        throw refused("operators of the domain '" + domain + "'");
                    }
                }
                default -> node.skip();
            }
        }
    }

    private void attribute(Fields attribute) {
        while (attribute.next()) {
            switch (attribute.number) {
                case 5, 10 -> tensor(attribute.message()); // t, tensors
                case 6, 11 -> throw refused("nested graphs (loops and branches)"); // g, graphs
                case 22, 23 -> throw refused("sparse tensors"); // sparse_tensor, sparse_tensors
                default -> attribute.skip();
            }
        }
    }

    private void tensor(Fields tensor) {
        while (tensor.next()) {
            if (tensor.number == 13 || (tensor.number == 14 && tensor.whole() != 0)) { // external_data, data_location
                throw refused("data in other files");
            }
            if (tensor.number != 14) {
                tensor.skip();
            }
        }
    }

    private InputException refused(String what) {
        return new InputException(this.what + ": contains " + what
                + ", which likeness never writes; it is not loaded: train a model yourself, or get one from someone you"
                + " trust");
    }

    /** Reads the fields of one protobuf message in order. */
    private static final class Fields {
        private static final int VARINT = 0;
        private static final int EIGHT_BYTES = 1;
        private static final int LENGTH = 2;
        private static final int FOUR_BYTES = 5;

        private final ByteBuffer bytes;
        private int number;
        private int type;

        Fields(ByteBuffer bytes) {
            this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        }

        boolean next() {
            if (!bytes.hasRemaining()) {
                return false;
            }
            long key = varint();
            number = (int) (key >>> 3);
            type = (int) (key & 7);
            if (key >>> 3 < 1 || key >>> 3 > 0x1fffffff) {
                throw new IllegalArgumentException("invalid field number " + (key >>> 3));
            }
            return true;
        }

        Fields message() {
            return new Fields(part());
        }

        String text() {
            return StandardCharsets.UTF_8.decode(part()).toString();
        }

        long whole() {
            if (type != VARINT) {
                throw new IllegalArgumentException("field " + number + " is not a number");
            }
            return varint();
        }

        void skip() {
            switch (type) {
                case VARINT -> varint();
                case EIGHT_BYTES -> bytes.getLong();
                case LENGTH -> part();
                case FOUR_BYTES -> bytes.getInt();
                default -> throw new IllegalArgumentException("wire type " + type);
            }
        }

        private ByteBuffer part() {
            if (type != LENGTH) {
                throw new IllegalArgumentException("field " + number + " has no length");
            }
            long length = varint();
            if (length < 0 || length > bytes.remaining()) {
                throw new IllegalArgumentException("field " + number + " is longer than the message that contains it");
            }
            ByteBuffer part = bytes.slice(bytes.position(), (int) length);
            bytes.position(bytes.position() + (int) length);
            return part;
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte next = bytes.get();
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number of more than 64 bits");
        }
    }
}
