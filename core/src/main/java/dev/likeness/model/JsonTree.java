package dev.likeness.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Reads and writes trees of JSON. An {@code ObjectMapper} would do the same, but its setup, with formats of dates and the data
 * of the locale, takes longer than reading the cards of all bundled models.
 */
final class JsonTree {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    /**
     * Reads a tree; a missing node from no bytes.
     *
     * @throws IOException if the bytes are not one JSON value, or one of its objects has a field twice
     */
    static JsonNode read(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            return read(parser);
        }
    }

    /** As {@link #read(byte[])}, from text. */
    static JsonNode read(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return read(parser);
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            return NODES.missingNode();
        }
        JsonNode root = value(parser);
        if (parser.nextToken() != null) {
            throw new IOException("there is more after the first JSON value");
        }
        return root;
    }

    /** The value that begins at the current token. Jackson limits the depth. */
    private static JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    object.set(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IOException("unexpected " + parser.currentToken());
        };
    }

    /** A tree as text without white space. */
    static String compact(JsonNode tree) {
        return write(tree, generator -> {});
    }

    /** A tree as text, one field per line. */
    static String indented(JsonNode tree) {
        return write(tree, JsonGenerator::useDefaultPrettyPrinter);
    }

    private interface Layout {
        void apply(JsonGenerator generator);
    }

    private static String write(JsonNode tree, Layout layout) {
        StringWriter text = new StringWriter();
        try (JsonParser parser = tree.traverse();
                JsonGenerator generator = JSON.createGenerator(text)) {
            layout.apply(generator);
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        } catch (IOException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
        return text.toString();
    }
}
