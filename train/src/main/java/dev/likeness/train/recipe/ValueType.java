package dev.likeness.train.recipe;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of the values in a recipe, in the words of its user. */
final class ValueType {
    private static final int MAX_TEXT = 100; // characters of a value in an error

    private ValueType() {}

    /**
     * The end of an error about a value of another type, such as {@code is 'x'; allowed: a whole number}.
     *
     * @param value the value in the recipe
     */
    static String mismatch(JsonNode value, MismatchedInputException e) {
        String text = value.isTextual() ? "'" + value.asText() + "'" : value.toString();
        String shown = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "..";
        return "is " + shown + "; allowed: " + (isElement(e) ? "a list; each element is " : "")
                + name(e.getTargetType());
    }

    private static boolean isElement(JsonMappingException e) {
        return !e.getPath().isEmpty() && e.getPath().get(e.getPath().size() - 1).getFieldName() == null;
    }

    private static String name(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        } else if (type == double.class || type == Double.class) {
            return "a number";
        } else if (type == String.class) {
            return "text";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list in square brackets";
        } else if (Map.class.isAssignableFrom(type)) {
            return "names with numbers, such as {triplet: 1}";
        }
        return "a section of fields";
    }
}
