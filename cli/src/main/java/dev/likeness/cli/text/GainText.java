package dev.likeness.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Gain;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.evaluation.RetrievalGain;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What the whole score of a model gains over its embedding alone, in a result of the retrieval protocol. */
public final class GainText {
    private static final String AGAINST_EMBEDDING = "against_embedding";

    private GainText() {}

    /** Adds the differences to a result; nothing if there are none. */
    public static void put(List<RetrievalGain> gains, ObjectNode result) {
        if (gains.isEmpty()) {
            return;
        }
        ObjectNode all = result.putObject(AGAINST_EMBEDDING);
        for (RetrievalGain gain : gains) {
            ObjectNode one = all.putObject(
                    gain.shortlist() == RetrievalGain.ALL ? "whole_score" : "re_ranked_" + gain.shortlist());
            one.set("map", JsonOption.tree(gain.map()));
            one.set("recall_at_1", JsonOption.tree(gain.recallAt1()));
        }
    }

    /** Prints a field of a result if it is this one; returns whether it was. */
    public static boolean prints(String name, JsonNode node, PrintWriter print) {
        if (!name.equals(AGAINST_EMBEDDING)) {
            return false;
        }
        print.println("gain over the embedding alone, in percentage points (95 % interval):");
        int width = node.properties().stream()
                .mapToInt(row -> label(row.getKey()).length())
                .max()
                .orElse(0);
        node.properties()
                .forEach(row -> print.println("  " + label(row.getKey())
                        + " ".repeat(width - label(row.getKey()).length() + 2)
                        + "map " + points(row.getValue().get("map")) + ", recall at 1 "
                        + points(row.getValue().get("recall_at_1"))));
        return true;
    }

    private static String label(String key) {
        return key.replace('_', ' ').replace("re ranked", "re-ranked");
    }

    private static String points(JsonNode gain) {
        return points(new Gain(
                gain.get("value").asDouble(),
                gain.get("low").asDouble(),
                gain.get("high").asDouble()));
    }

    /** Such as {@code +0.19 (+0.09 to +0.30)}, in percentage points. */
    public static String points(Gain gain) {
        return String.format(
                Locale.ROOT, "%+.2f (%+.2f to %+.2f)", 100 * gain.value(), 100 * gain.low(), 100 * gain.high());
    }
}
