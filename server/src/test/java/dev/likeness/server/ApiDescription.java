package dev.likeness.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The description of the API, {@code openapi.json}, and the check of values by its schemas. */
record ApiDescription(JsonNode root) {
    static ApiDescription packaged() {
        try (InputStream in = Page.class.getResourceAsStream("docs/openapi.json")) {
            return new ApiDescription(TestServer.JSON.readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An address with one method. */
    record Operation(String method, String path, JsonNode description) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        return all;
    }

    JsonNode resolved(JsonNode node) {
        String to = node.path("$ref").asText();
        return to.isEmpty() ? node : root.at(to.substring(1));
    }

    /** The schema of an answer; empty if the status or the media type is not described. */
    Optional<JsonNode> answer(Operation operation, int status, String mediaType) {
        JsonNode response = resolved(operation.description.path("responses").path(Integer.toString(status)));
        JsonNode content = response.path("content").path(mediaType.replaceFirst(";.*", ""));
        return content.isMissingNode() ? Optional.empty() : Optional.of(content.path("schema"));
    }

    /** What a value violates; empty if nothing. Checks the keywords that the description uses. */
    List<String> violations(JsonNode value, JsonNode schema) {
        List<String> found = new ArrayList<>();
        check(value, schema, "$", found);
        return found;
    }

    private void check(JsonNode value, JsonNode unresolved, String at, List<String> found) {
        JsonNode schema = resolved(unresolved);
        JsonNode either = schema.path("oneOf");
        if (either.isArray()) {
            long fits = 0;
            for (JsonNode one : either) {
                fits += violations(value, one).isEmpty() ? 1 : 0;
            }
            if (fits != 1) {
                found.add(at + " fits " + fits + " schemas of oneOf");
            }
            return;
        }
        if (schema.has("type") && !isOfType(value, schema.get("type"))) {
            found.add(at + " is " + value + ", not " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            found.add(at + " is " + value + ", not one of " + schema.get("enum"));
        }
        if (value.isTextual()
                && schema.has("pattern")
                && !value.asText().matches(schema.get("pattern").asText())) {
            found.add(at + " is " + value + ", not like " + schema.get("pattern"));
        }
        if (value.isNumber()
                && (value.asDouble() < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        || value.asDouble() > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY))) {
            found.add(at + " is " + value + ", out of range");
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(value.get(i), schema.path("items"), at + "[" + i + "]", found);
        }
        if (value.isArray() && value.size() < schema.path("minItems").asInt()) {
            found.add(at + " has only " + value.size() + " items");
        }
        if (value.isObject()) {
            checkObject(value, schema, at, found);
        }
    }

    private void checkObject(JsonNode value, JsonNode schema, String at, List<String> found) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                found.add(at + " lacks " + name);
            }
        });
        value.properties().forEach(property -> {
            JsonNode known = schema.path("properties").path(property.getKey());
            if (!known.isMissingNode()) {
                check(property.getValue(), known, at + "." + property.getKey(), found);
            } else if (!schema.path("additionalProperties").asBoolean(true)) {
                found.add(at + " has " + property.getKey() + ", which is not described");
            }
        });
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(JsonNode value, JsonNode types) {
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (isOfType(value, type)) {
                    return true;
                }
            }
            return false;
        }
        return switch (types.asText()) {
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> throw new IllegalArgumentException("type " + types);
        };
    }
}
