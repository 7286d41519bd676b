package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code model.json} holds beyond the fields that this version knows, and the order of its fields. A card keeps
 * it, so that a file of an older or newer version loses nothing when it is read, changed and written.
 */
public final class UnknownFields {
    /** Nothing: the file is exactly what this version writes. */
    public static final UnknownFields NONE = new UnknownFields(() -> null);

    /**
     * Two forms of a card.
     *
     * @param source the file
     * @param known the card that was read from it, as this version writes it
     */
    record Difference(ObjectNode source, ObjectNode known) {}

    /** Computed when needed, by few callers: it takes longer than reading the card. */
    private final Supplier<@Nullable Difference> difference;

    /** @param difference of a file and what is known of it; null if there is no file */
    UnknownFields(Supplier<@Nullable Difference> difference) {
        this.difference = difference;
    }

    /** Null if the file is exactly what this version writes. */
    private @Nullable Difference difference() {
        Difference found = difference.get();
        return found == null || same(found.source, found.known) ? null : found;
    }

    /** A card as this version writes it, with the unknown fields in their places. */
    ObjectNode addedTo(ObjectNode card) {
        Difference found = difference();
        return found == null ? card : merged(found.source, found.known, card);
    }

    /** The source with the differences between two versions of what is known of it. */
    private static ObjectNode merged(ObjectNode source, ObjectNode before, ObjectNode now) {
        ObjectNode result = source.deepCopy();
        for (Map.Entry<String, JsonNode> field : new ArrayList<>(before.properties())) {
            if (!now.has(field.getKey())) {
                result.remove(field.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> field : now.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode old = before.get(name);
            if (old != null && same(old, value)) {
                continue;
            }
            boolean objects =
                    old instanceof ObjectNode && value instanceof ObjectNode && source.get(name) instanceof ObjectNode;
            result.set(
                    name,
                    objects ? merged((ObjectNode) source.get(name), (ObjectNode) old, (ObjectNode) value) : value);
        }
        return result;
    }

    /** Equal as text: the order of the fields and the form of the numbers count. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.toString().equals(other.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnknownFields fields && toString().equals(fields.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        Difference found = difference();
        return found == null ? "none" : found.source.toString();
    }
}
