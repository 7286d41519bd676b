package dev.likeness.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
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
 * A training run as it stood after a step: everything the rest of it depends on.
 *
 * @param step the last one done
 * @param steps of the whole run
 * @param settings what the run was started with, as a JSON tree; a run goes on only under the same
 * @param seconds spent so far
 * @param history every validation so far
 * @param weights by name, as are the averaged and the best
 * @param average the averaged weights
 * @param best the averaged weights at the best validation so far; empty before the first
 * @param first the optimiser's moving mean of gradients
 * @param second and of their squares
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the run to its file and back
record Checkpoint(
        long step,
        long steps,
        JsonNode settings,
        double seconds,
        List<Looked> history,
        Map<String, float[]> weights,
        Map<String, float[]> average,
        Map<String, float[]> best,
        float[] first,
        float[] second) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A validation: after which step, and what came of it. */
    record Looked(long step, Validation.Outcome outcome) {}

    /** Writes the file aside, then moves it into place: at every moment there is a whole one. */
    void write(Path file) {
        Map<String, SafeTensors.Array> arrays = new LinkedHashMap<>();
        weights.forEach((name, numbers) -> arrays.put("weights/" + name, SafeTensors.Array.of(numbers)));
        average.forEach((name, numbers) -> arrays.put("average/" + name, SafeTensors.Array.of(numbers)));
        best.forEach((name, numbers) -> arrays.put("best/" + name, SafeTensors.Array.of(numbers)));
        arrays.put("adam/first", SafeTensors.Array.of(first));
        arrays.put("adam/second", SafeTensors.Array.of(second));
        ObjectNode state =
                JSON.createObjectNode().put("step", step).put("steps", steps).put("seconds", seconds);
        state.set("settings", settings);
        state.set("history", history(history));
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
            List<Looked> history = new ArrayList<>();
            for (JsonNode node : state.get("history")) {
                history.add(new Looked(
                        node.get("step").asLong(),
                        new Validation.Outcome(
                                node.get("figure").asDouble(),
                                node.get("by_head").asDouble(),
                                node.get("by_embedding").asDouble(),
                                new EmbeddingTerm(
                                        node.get("s").asDouble(), node.get("t").asDouble()))));
            }
            return new Checkpoint(
                    state.get("step").asLong(),
                    state.get("steps").asLong(),
                    state.get("settings"),
                    state.get("seconds").asDouble(),
                    history,
                    under(arrays, "weights/"),
                    under(arrays, "average/"),
                    under(arrays, "best/"),
                    Objects.requireNonNull(arrays.get("adam/first")).values(),
                    Objects.requireNonNull(arrays.get("adam/second")).values());
        } catch (IOException | NullPointerException | ClassCastException e) {
            throw new InputException(
                    file + ": the checkpoint cannot be read (" + FileFault.reason(e, file)
                            + "); remove it to begin again",
                    e);
        }
    }

    static ArrayNode history(List<Looked> history) {
        ArrayNode nodes = JSON.createArrayNode();
        for (Looked looked : history) {
            nodes.addObject()
                    .put("step", looked.step)
                    .put("figure", looked.outcome.figure())
                    .put("by_head", looked.outcome.byHead())
                    .put("by_embedding", looked.outcome.byEmbedding())
                    .put("s", looked.outcome.term().scale())
                    .put("t", looked.outcome.term().offset());
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

    /** Puts a run back to where it stood. */
    void restore(Weights into, Weights intoAverage, AdamW optimiser) {
        into.writeAll(weights);
        intoAverage.writeAll(average);
        optimiser.restore(first, second);
    }
}
