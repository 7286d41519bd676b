package dev.likeness.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelJson;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for machine-readable output, in every command. */
public final class JsonOption {
    @Option(names = "--json", description = "Print one JSON object on standard output, and nothing else there.")
    private boolean json;

    public boolean wanted() {
        return json;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static JsonNode tree(@Nullable Object value) {
        return Mapper.JSON.valueToTree(value);
    }

    /** A model's card as its file has it. */
    public static JsonNode card(ModelCard card) {
        try {
            return Mapper.JSON.readTree(ModelJson.write(card));
        } catch (IOException e) {
            throw new IllegalStateException("a card is always written as JSON", e);
        }
    }

    public static void print(JsonNode node, PrintWriter out) {
        try {
            out.println(Mapper.JSON.writeValueAsString(node));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always written", e);
        }
    }

    /** Set up only if there is JSON to print, because it takes time. */
    private static final class Mapper {
        static final ObjectMapper JSON = new ObjectMapper();
    }
}
