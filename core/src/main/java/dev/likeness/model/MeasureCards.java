package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.Rate;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.model.MeasureCard.Point;
import dev.likeness.model.MeasureCard.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cards of several measures, at most one for each name: the contents of a file of calibrations, a JSON object. */
public final class MeasureCards {
    /** The version of the file's format that this software writes and reads. */
    public static final int FORMAT = 1;

    /** No cards. */
    public static final MeasureCards NONE = new MeasureCards(List.of());

    private static final int MAX_BYTES = 16 << 20; // ten thousand measures

    private final Map<String, MeasureCard> byName = new TreeMap<>();

    private MeasureCards(Collection<MeasureCard> cards) {
        cards.forEach(card -> byName.put(card.measure().name(), card));
    }

    /** The cards, sorted by the name of the measure. */
    public List<MeasureCard> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The card of a measure. A card of the same name for other code or settings is not the card of the measure: its
     * scores may be different.
     */
    public Optional<MeasureCard> of(Measure measure) {
        return Optional.ofNullable(byName.get(measure.name()))
                .filter(card -> card.measure().equals(measure.identity()));
    }

    /**
     * The card of a measure that has a calibration.
     *
     * @throws InputException if there is no card of the measure, or its scores could not be calibrated
     */
    public MeasureCard require(Measure measure) {
        String name = measure.name();
        MeasureCard card = of(measure)
                .orElseThrow(() -> uncalibrated(
                        name,
                        byName.containsKey(name)
                                ? "it was calibrated in another version, whose scores differ"
                                : "it was not calibrated"));
        if (card.calibration() == null) {
            throw uncalibrated(
                    name, "on " + card.source().data() + " its scores do not separate matches from non-matches");
        }
        return card;
    }

    private static InputException uncalibrated(String name, String why) {
        return new InputException(
                "measure " + name + " has a score only, no threshold and no probability: " + why,
                new Remedy(Remedy.Action.CALIBRATE_MEASURE, name));
    }

    /** These cards and one more; it replaces the card of its name. */
    public MeasureCards with(MeasureCard card) {
        List<MeasureCard> cards = new ArrayList<>(byName.values());
        cards.add(card);
        return new MeasureCards(cards);
    }

    /** The bytes of the file. The same cards give the same bytes. */
    public byte[] toBytes() {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        ArrayNode measures = root.putArray("measures");
        byName.values().forEach(card -> write(card, measures.addObject()));
        return (JsonTree.indented(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(MeasureCard card, ObjectNode node) {
        node.put("name", card.measure().name()).put("checksum", card.measure().checksum());
        ModelJson.write(card.auc(), node.putObject("auc"));
        Calibration calibration = card.calibration();
        if (calibration == null) {
            node.putNull("calibration");
        } else {
            ModelJson.write(calibration, node.putObject("calibration"));
        }
        ArrayNode points = node.putArray("thresholds");
        for (Point point : card.points()) {
            ObjectNode into = points.addObject();
            ModelJson.write(point.threshold(), into);
            Rate found = point.found();
            if (found == null) {
                into.putNull("found");
            } else {
                ModelJson.write(found, into.putObject("found"));
            }
        }
        Source source = card.source();
        node.putObject("calibrated_on")
                .put("data", source.data())
                .put("data_sha256", source.dataSha256())
                .put("identities", source.identities())
                .put("pairs", source.pairs())
                .put("seed", source.seed())
                .put("software", source.software());
    }

    /**
     * Reads the bytes of the file.
     *
     * @param what names the file in errors
     * @throws InputException if the bytes are not a file of calibrations, or one of an unknown format version
     */
    public static MeasureCards read(byte[] bytes, String what) {
        if (bytes.length > MAX_BYTES) {
            throw new InputException(
                    what + ": " + bytes.length + " bytes are too many for a file of calibrations; at most " + MAX_BYTES
                            + " are read; calibrate the measures again");
        }
        JsonNode root;
        try {
            root = JsonTree.read(bytes);
        } catch (IOException e) {
            throw new InputException(
                    what + ": not a file of calibrations: it is not JSON; calibrate the measures again", e);
        }
        JsonNode format = root.path("format");
        if (!format.isInt()
                || format.asInt() != FORMAT
                || !root.path("measures").isArray()) {
            throw new InputException(what + ": not a file of calibrations of format " + FORMAT + ", which this version"
                    + " reads: it says format " + format + "; calibrate the measures again");
        }
        try {
            List<MeasureCard> cards = new ArrayList<>();
            root.get("measures").forEach(node -> cards.add(card(node)));
            return new MeasureCards(cards);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    what + ": this file of calibrations is damaged: " + e.getMessage()
                            + "; calibrate the measures again",
                    e);
        }
    }

    private static MeasureCard card(JsonNode node) {
        JsonFields source = new JsonFields(node).in("calibrated_on");
        List<Point> points = new ArrayList<>();
        for (JsonNode point : ModelJson.field(node, "thresholds")) {
            points.add(new Point(ModelJson.threshold(point), rateOrNull(point, "found")));
        }
        return new MeasureCard(
                new MeasureIdentity(
                        ModelJson.field(node, "name").asText(),
                        ModelJson.field(node, "checksum").asText()),
                node.path("calibration").isNull() ? null : ModelJson.calibration(ModelJson.field(node, "calibration")),
                points,
                ModelJson.rate(ModelJson.field(node, "auc")),
                new Source(
                        source.text("data"),
                        source.text("data_sha256"),
                        source.whole("identities"),
                        source.whole("pairs"),
                        source.whole("seed"),
                        source.text("software")));
    }

    private static @Nullable Rate rateOrNull(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? null : ModelJson.rate(value);
    }
}
