package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Gain;
import org.jspecify.annotations.Nullable;

/** The block {@code re_ranking} of a card. Cards without it are of models for which it was not measured. */
final class ReRankingJson {
    private static final String MAP_GAIN = "map_gain";

    private ReRankingJson() {}

    /**
     * Reads the block; null if there is none.
     *
     * @throws IllegalArgumentException if the block is damaged
     */
    static @Nullable ReRanking read(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        if (!node.path("shortlist").isInt() || !node.path("on").isBoolean()) {
            throw new IllegalArgumentException(
                    "'re_ranking' has no whole number 'shortlist', or no true or false 'on'");
        }
        JsonFields fields = new JsonFields(node);
        return new ReRanking(
                fields.integer("shortlist"),
                gain(node.path(MAP_GAIN)),
                node.path("on").asBoolean(),
                fields.whole("identities"),
                fields.text("data"));
    }

    private static @Nullable Gain gain(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        for (String end : new String[] {"value", "low", "high"}) {
            if (!node.path(end).isNumber()) {
                throw new IllegalArgumentException(
                        "'re_ranking' has '" + MAP_GAIN + "' without a number '" + end + "'");
            }
        }
        return new Gain(
                node.path("value").asDouble(),
                node.path("low").asDouble(),
                node.path("high").asDouble());
    }

    static void write(ReRanking reRanking, ObjectNode node) {
        node.put("shortlist", reRanking.shortlist());
        Gain gain = reRanking.mapGain();
        if (gain == null) {
            node.putNull(MAP_GAIN);
        } else {
            node.putObject(MAP_GAIN)
                    .put("value", gain.value())
                    .put("low", gain.low())
                    .put("high", gain.high());
        }
        node.put("on", reRanking.on()).put("identities", reRanking.identities()).put("data", reRanking.data());
    }
}
