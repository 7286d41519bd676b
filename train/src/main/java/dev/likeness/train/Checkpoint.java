package dev.likeness.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.model.Provenance.ValidationPoint;
import dev.likeness.train.engine.AdamW;
import dev.likeness.train.engine.Weights;
import dev.likeness.train.export.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The state of a training run after a step: everything that the rest of the run depends on.
 *
 * @param step the last step that is done
 * @param plan the number of steps of the whole run, and its changes so far
 * @param settings the settings of the run, as a JSON tree; a run can only be resumed with the same settings
 * @param seconds spent so far
 * @param validating seconds of them that were spent on validations
 * @param history every validation point so far
 * @param weights by name
 * @param average the averaged weights, by name
 * @param best the averaged weights at the best validation point so far, by name; empty before the first
 * @param first the optimiser's moving mean of the gradients
 * @param second the optimiser's moving mean of the squared gradients
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the run to its file and back
record Checkpoint(
        long step,
        StepPlan plan,
        JsonNode settings,
        double seconds,
        double validating,
        List<ValidationPoint> history,
        Map<String, float[]> weights,
        Map<String, float[]> average,
        Map<String, float[]> best,
        float[] first,
        float[] second) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes a temporary file and moves it into place, so that the checkpoint is complete at every moment. */
    void write(Path file) {
        Map<String, SafeTensors.Array> arrays = new LinkedHashMap<>();
        weights.forEach((name, numbers) -> arrays.put("weights/" + name, SafeTensors.Array.of(numbers)));
        average.forEach((name, numbers) -> arrays.put("average/" + name, SafeTensors.Array.of(numbers)));
        best.forEach((name, numbers) -> arrays.put("best/" + name, SafeTensors.Array.of(numbers)));
        arrays.put("adam/first", SafeTensors.Array.of(first));
        arrays.put("adam/second", SafeTensors.Array.of(second));
        ObjectNode state = JSON.createObjectNode()
                .put("step", step)
                .put("plan", plan.text())
                .put("seconds", seconds)
                .put("validating", validating);
        state.set("settings", settings);
        state.set("history", json(history));
        AtomicFiles.write(file, SafeTensors.write(arrays, Map.of("state", state.toString())));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws InputException if it is damaged
     */
    static Checkpoint read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Map<String, SafeTensors.Array> arrays = SafeTensors.read(bytes, file.toString());
            JsonNode state = JSON.readTree(Objects.requireNonNull(
                    SafeTensors.notes(bytes, file.toString()).get("state"), "no state"));
            List<ValidationPoint> history = new ArrayList<>();
            for (JsonNode node : state.get("history")) {
                history.add(new ValidationPoint(
                        node.get("step").asLong(),
                        node.get("figure").asDouble(),
                        node.get("by_head").asDouble(),
                        node.get("by_embedding").asDouble(),
                        new EmbeddingTerm(
                                node.get("s").asDouble(), node.get("t").asDouble())));
            }
            return new Checkpoint(
                    state.get("step").asLong(),
                    StepPlan.parse(state.get("plan").asText()),
                    state.get("settings"),
                    state.get("seconds").asDouble(),
                    state.get("validating").asDouble(),
                    history,
                    under(arrays, "weights/"),
                    under(arrays, "average/"),
                    under(arrays, "best/"),
                    Objects.requireNonNull(arrays.get("adam/first")).values(),
                    Objects.requireNonNull(arrays.get("adam/second")).values());
        } catch (IOException | NullPointerException | ClassCastException e) {
            throw new InputException(
                    file + ": the checkpoint cannot be read (" + FileFault.reason(e, file)
                            + "); remove it to start the training again",
                    e);
        }
    }

    private static ArrayNode json(List<ValidationPoint> history) {
        ArrayNode nodes = JSON.createArrayNode();
        for (ValidationPoint point : history) {
            nodes.addObject()
                    .put("step", point.step())
                    .put("figure", point.quality())
                    .put("by_head", point.byHead())
                    .put("by_embedding", point.byEmbedding())
                    .put("s", point.term().scale())
                    .put("t", point.term().offset());
        }
        return nodes;
    }

    private static Map<String, float[]> under(Map<String, SafeTensors.Array> arrays, String prefix) {
        Map<String, float[]> found = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), array.values());
            }
        });
        return found;
    }

    /** Puts the state into the parts of a run. */
    void restore(Weights into, Weights intoAverage, AdamW optimiser) {
        into.writeAll(weights);
        intoAverage.writeAll(average);
        optimiser.restore(first, second);
    }
}
