package dev.likeness.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.AtomicFiles;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command of a run. It is kept beside the checkpoint until the model is written, so that the run can be resumed
 * without repeating its options.
 *
 * @param data path of the data
 * @param options every other choice, by the caller's name for it; values as text
 * @param recipe the whole recipe, because the files that it came from may change
 */
public record RunRecord(String data, Map<String, List<String>> options, Recipe recipe) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RunRecord {
        Map<String, List<String>> copies = new LinkedHashMap<>();
        options.forEach((name, values) -> copies.put(name, List.copyOf(values)));
        options = copies;
    }

    /**
     * The record of the run that was started in a model folder; empty if there is none.
     *
     * @throws InputException if the record is damaged
     */
    public static Optional<RunRecord> in(Path out) {
        Path file = new OutputFolder(out).record();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            Map<String, List<String>> options = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> option : tree.required("options").properties()) {
                List<String> values = new ArrayList<>();
                option.getValue().forEach(value -> values.add(value.asText()));
                options.put(option.getKey(), values);
            }
            Recipe recipe = Recipes.of(tree.required("recipe")).toRecipe();
            return Optional.of(new RunRecord(tree.required("data").asText(), options, recipe));
        } catch (IOException | IllegalArgumentException | InputException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InputException(
                    file + ": the record of the run cannot be read (" + why + ")",
                    new Remedy(Remedy.Action.STATE_RUN_AGAIN),
                    e);
        }
    }

    /** Writes a temporary file and moves it into place. */
    void write(Path file) {
        ObjectNode tree = JSON.createObjectNode().put("data", data);
        tree.set("options", JSON.valueToTree(options));
        tree.set("recipe", Recipes.tree(recipe));
        try {
            AtomicFiles.write(file, JSON.writeValueAsBytes(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
