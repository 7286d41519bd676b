package dev.likeness.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The results as {@code bench/results.json} holds them: machine, commit, versions, rows, and what was measured for them. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode root;

    private Results(ObjectNode root) {
        this.root = root;
    }

    /** Results without a row. */
    static Results of(Machine machine, String commit) {
        ObjectNode root = JSON.createObjectNode();
        root.set("machine", JSON.valueToTree(machine));
        root.put("commit", commit);
        root.putObject("versions");
        root.putArray("rows");
        root.putArray("measurements");
        return new Results(root);
    }

    /** Earlier results from the same machine and commit; otherwise new ones. */
    static Results continued(Path file, Machine machine, String commit) throws IOException {
        Results fresh = of(machine, commit);
        if (!Files.exists(file) || !(JSON.readTree(file.toFile()) instanceof ObjectNode old)) {
            return fresh;
        }
        ObjectNode before = old.path("machine").deepCopy();
        before.retain(fresh.root.path("machine").properties().stream()
                .map(Map.Entry::getKey)
                .toList());
        boolean same = before.toString().equals(fresh.root.path("machine").toString()) // numbers of any type
                && old.path("commit").asText().equals(commit);
        return same ? new Results(old) : fresh;
    }

    static Results read(Path file) throws IOException {
        return new Results((ObjectNode) JSON.readTree(file.toFile()));
    }

    void put(String name, double gigaflops, double gigabytes) {
        ObjectNode peak = root.withObject("/machine").withObject("/" + name);
        peak.put("gflops", rounded(gigaflops)).put("gigabytes_per_second", rounded(gigabytes));
    }

    /** The highest of the measured peaks, {@code gflops} or {@code gigabytes_per_second}; 0 if there is none. */
    double peak(String unit) {
        double best = 0;
        for (JsonNode peak : root.path("machine")) {
            best = Math.max(best, peak.path(unit).asDouble());
        }
        return best;
    }

    void version(String what, String version) {
        root.withObject("/versions").put(what, version);
    }

    /** Adds a row, or replaces it. */
    void put(Row row, Ratios ratios) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", row.id()).put("work", row.work()).put("against", row.against());
        node.put("ratio", rounded(ratios.ratio()));
        node.put("low", rounded(ratios.low())).put("high", rounded(ratios.high()));
        node.put("must", row.must());
        if (row.aim().matches("[0-9.]+")) {
            node.put("aim", Double.parseDouble(row.aim()));
        } else {
            node.put("aim", row.aim());
        }
        replace("rows", "id", node);
    }

    /** Adds what was measured of a work, or replaces it. */
    void put(Measurement measurement) {
        replace("measurements", "work", measurement.toJson());
    }

    private void replace(String list, String key, ObjectNode node) {
        Map<String, JsonNode> all = new TreeMap<>();
        List<String> order = new ArrayList<>();
        for (JsonNode old : root.path(list)) {
            all.put(old.path(key).asText(), old);
            order.add(old.path(key).asText());
        }
        String name = node.path(key).asText();
        if (all.put(name, node) == null) {
            order.add(name);
        }
        if (list.equals("rows")) {
            order = Rows.ALL.stream().map(Row::id).filter(all::containsKey).toList();
        }
        ArrayNode changed = root.putArray(list);
        order.forEach(each -> changed.add(Objects.requireNonNull(all.get(each))));
    }

    /** Three significant digits or more. */
    private static double rounded(double value) {
        return value >= 100 ? Math.rint(value) : Math.round(1000 * value) / 1000.0;
    }

    JsonNode json() {
        return root;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }
}
