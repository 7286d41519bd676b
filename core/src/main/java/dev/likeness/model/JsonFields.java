package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object in the parts of a card that comparing does not need. A field that is missing or of another
 * kind has its default: these parts must not keep a model from being opened, and {@link UnknownFields} preserves what is
 * not understood.
 */
record JsonFields(JsonNode node) {
    JsonFields in(String name) {
        return new JsonFields(node.path(name));
    }

    boolean has(String name) {
        return node.has(name);
    }

    boolean isObject() {
        return node.isObject();
    }

    String text(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.asText() : "";
    }

    long whole(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.asLong() : 0;
    }

    int integer(String name) {
        JsonNode value = node.path(name);
        return value.isInt() ? value.asInt() : 0;
    }

    double number(String name) {
        JsonNode value = node.path(name);
        return value.isNumber() && Double.isFinite(value.asDouble()) ? value.asDouble() : 0;
    }

    List<String> texts(String name) {
        return list(name, JsonNode::isTextual, JsonNode::asText);
    }

    List<Integer> integers(String name) {
        return list(name, JsonNode::isInt, JsonNode::asInt);
    }

    /** The objects of an array; entries that are not objects are ignored. */
    List<JsonFields> objects(String name) {
        return list(name, JsonNode::isObject, JsonFields::new);
    }

    private <T> List<T> list(String name, Predicate<JsonNode> fits, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        node.path(name).forEach(value -> {
            if (fits.test(value)) {
                values.add(read.apply(value));
            }
        });
        return values;
    }

    /** A rate with its interval; null if there is none. */
    @Nullable
    Rate rate(String name) {
        JsonFields rate = in(name);
        if (!rate.has("value") || !rate.has("low") || !rate.has("high")) {
            return null;
        }
        try {
            return new Rate(rate.number("value"), rate.number("low"), rate.number("high"));
        } catch (IllegalArgumentException e) {
            return null; // out of its range
        }
    }

    /** The rates of an object, by name. */
    Map<String, Rate> rates(String name) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        JsonFields all = in(name);
        all.node.properties().forEach(entry -> {
            Rate rate = all.rate(entry.getKey());
            if (rate != null) {
                rates.put(entry.getKey(), rate);
            }
        });
        return rates;
    }

    /** The object as JSON text, without some of its fields; empty if it is not an object. */
    String json(String... without) {
        return node instanceof ObjectNode object
                ? JsonTree.compact(object.deepCopy().remove(List.of(without)))
                : "";
    }

    /** No fields. */
    static final JsonFields MISSING = new JsonFields(MissingNode.getInstance());
}
