package dev.likeness.train.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A field in which two recipes differ.
 *
 * @param field section and field, such as {@code design.head}
 * @param before the value in the first recipe
 * @param now the value in the second recipe
 */
public record RecipeDifference(String field, String before, String now) {
    /** The first field that has different values in two recipes; 1 and 1.0 are the same value. */
    public static Optional<RecipeDifference> first(JsonNode before, JsonNode now) {
        for (Map.Entry<String, JsonNode> section : before.properties()) {
            for (Map.Entry<String, JsonNode> field : section.getValue().properties()) {
                String one = text(field.getValue());
                String other = text(now.path(section.getKey()).path(field.getKey()));
                if (!one.equals(other)) {
                    return Optional.of(new RecipeDifference(section.getKey() + "." + field.getKey(), one, other));
                }
            }
        }
        return Optional.empty();
    }

    /** A value as it is written in a recipe. */
    private static String text(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal plain = new BigDecimal(value.asText()).stripTrailingZeros();
            return plain.toPlainString();
        }
        if (value instanceof ObjectNode object) {
            Map<String, String> sorted = new TreeMap<>();
            object.properties().forEach(entry -> sorted.put(entry.getKey(), text(entry.getValue())));
            return sorted.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(RecipeDifference::text)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.asText();
    }
}
