package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.calibration.Rate;
import dev.likeness.calibration.Threshold;
import dev.likeness.domain.Domain;
import dev.likeness.error.InputException;
import dev.likeness.measure.CodeFormat;
import dev.likeness.measure.NumberFormat;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@code model.json}. */
public final class ModelJson {
    /**
     * The latest version of the model folder's format. This software reads all versions: 1, in which both sides had one
     * encoder and every head one map; 2, in which thresholds were estimates without an interval; 3, in which codes hold
     * floats; 4, in which margins of a picture are never cut off; 5. It writes version 5 only for models that cut margins off, and
     * version 4 only for others whose codes are rounded, so that older software refuses a model that it would misread, and
     * opens all others.
     */
    public static final int FORMAT = 5;

    private static final int FORMAT_WITHOUT_TRIMMING = 4;
    private static final int FORMAT_WITH_FLOATS = 3;
    private static final int FIRST_WITH_BOUNDS = 3;

    private static final int MAX_BYTES = 16 << 20; // a thousand times the size of a usual card

    private ModelJson() {}

    /** The bytes of the file. The same card gives the same bytes. */
    public static byte[] write(ModelCard card) {
        return (JsonTree.indented(card.notes().unknown().addedTo(known(card))) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A card as a tree of the fields that this version knows. */
    private static ObjectNode known(ModelCard card) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("format", format(card))
                .put("name", card.name());
        NotesJson.write(card.design(), root.putObject("design"));
        PictureShape input = card.input();
        root.putObject("input")
                .put("width", input.width())
                .put("height", input.height())
                .put("channels", input.channels())
                .put("fit", card.fit().word());
        root.put("embedding", card.embedding());
        card.prepared().forEach(root.putArray("prepared")::add);
        if (!card.codes().isFloat()) {
            root.putObject("codes")
                    .put("embedding", card.codes().embedding().word())
                    .put("prepared", card.codes().prepared().word());
        }
        root.putObject("embedding_term")
                .put("s", card.term().scale())
                .put("t", card.term().offset());
        Calibration calibration = card.calibration();
        write(calibration, root.putObject("calibration"));
        ArrayNode thresholds = root.putArray("thresholds");
        card.thresholds().forEach(threshold -> write(threshold, thresholds.addObject()));
        ObjectNode files = root.putObject("files");
        new TreeMap<>(card.files()).forEach(files::put);
        NotesJson.write(card.provenance(), root.putObject("provenance"));
        NotesJson.write(card.licence(), root.putObject("licence"));
        NotesJson.write(card.measured(), root.putObject("measured"));
        NotesJson.write(card.time(), root.putObject("run"));
        Domain domain = card.domain();
        if (domain != null) {
            DomainJson.write(domain, root.putObject("domain"));
        }
        ReRanking reRanking = card.notes().reRanking();
        if (reRanking != null) {
            ReRankingJson.write(reRanking, root.putObject("re_ranking"));
        }
        return root;
    }

    static void write(Calibration calibration, ObjectNode node) {
        node.put("slope", calibration.slope())
                .put("offset", calibration.offset())
                .put("prior", calibration.prior());
    }

    private static int format(ModelCard card) {
        if (card.fit() == Fit.TRIM) {
            return FORMAT;
        }
        return card.codes().isFloat() ? FORMAT_WITH_FLOATS : FORMAT_WITHOUT_TRIMMING;
    }

    static void write(Threshold threshold, ObjectNode node) {
        node.put("false_match_rate", threshold.rate())
                .put("threshold", threshold.threshold())
                .put("bound", threshold.bound())
                .put("pairs", threshold.pairs());
        Threshold.Estimate estimate = threshold.estimate();
        if (estimate == null) {
            node.putNull("estimate");
        } else {
            ObjectNode into = node.putObject("estimate").put("threshold", estimate.threshold());
            write(estimate.measured(), into.putObject("measured"));
            into.put("pairs", estimate.pairs());
        }
    }

    static void write(Rate rate, ObjectNode node) {
        node.put("value", rate.value()).put("low", rate.low()).put("high", rate.high());
    }

    /**
     * Reads the bytes of the file.
     *
     * @param what names the model in errors
     * @throws InputException if the bytes are not a {@code model.json}, or one of an unknown format version
     */
    public static ModelCard read(byte[] bytes, String what) {
        if (bytes.length > MAX_BYTES) {
            throw new InputException(what + ": its model.json has " + bytes.length + " bytes; at most " + MAX_BYTES
                    + " are read; copy or train the model again");
        }
        JsonNode root;
        try {
            root = JsonTree.read(bytes);
        } catch (IOException e) {
            throw new InputException(what + ": its model.json is not JSON; copy or train the model again", e);
        }
        JsonNode format = root.path("format");
        if (!format.isInt() || format.asInt() < 1 || format.asInt() > FORMAT) {
            throw new InputException(
                    what + ": its model.json " + (format.isMissingNode() ? "states no format" : "says format " + format)
                            + ", and this version reads formats 1 to " + FORMAT
                            + "; use the version of likeness that wrote it, or train the model again");
        }
        try {
            ModelCard card = card(root, format.asInt());
            return card.with(card.notes().with(new UnknownFields(() -> difference((ObjectNode) root, card))));
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    what + ": its model.json is damaged: " + e.getMessage() + "; copy or train the model again", e);
        }
    }

    /** What a file holds beyond a card; thresholds of an older format are not kept beside those of this one. */
    private static UnknownFields.Difference difference(ObjectNode root, ModelCard card) {
        ObjectNode source = root.deepCopy();
        ObjectNode known = known(card);
        if (source.path("format").asInt() < FIRST_WITH_BOUNDS) {
            source.set("thresholds", known.get("thresholds"));
        }
        source.set("format", known.get("format"));
        return new UnknownFields.Difference(source, known);
    }

    /**
     * Reads JSON text that a card holds as a value.
     *
     * @throws IllegalArgumentException if it is not a JSON object
     */
    static ObjectNode tree(String json) {
        try {
            if (JsonTree.read(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the text is not JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("the text is not a JSON object");
    }

    /** The number at a place in JSON text, such as {@code /selection/hold-out}; empty if there is none. */
    static OptionalDouble number(String json, String place) {
        JsonNode value = json.isEmpty() ? MissingNode.getInstance() : tree(json).at(place);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private static ModelCard card(JsonNode root, int format) {
        JsonNode input = field(root, "input");
        JsonNode term = field(root, "embedding_term");
        JsonNode calibration = field(root, "calibration");
        List<Integer> prepared = new ArrayList<>();
        field(root, "prepared").forEach(node -> prepared.add(node.isInt() ? node.asInt() : -1));
        List<Threshold> thresholds = new ArrayList<>();
        for (JsonNode node : field(root, "thresholds")) {
            thresholds.add(format < FIRST_WITH_BOUNDS ? oldThreshold(node) : threshold(node));
        }
        Map<String, String> files = new TreeMap<>();
        field(root, "files")
                .properties()
                .forEach(e -> files.put(e.getKey(), e.getValue().asText()));
        return new ModelCard(
                field(root, "name").asText(),
                new PictureShape(whole(input, "width"), whole(input, "height"), whole(input, "channels")),
                Fit.named(field(input, "fit").asText()),
                whole(root, "embedding"),
                prepared,
                codes(root),
                new EmbeddingTerm(number(term, "s"), number(term, "t")),
                calibration(calibration),
                thresholds,
                files,
                NotesJson.read(root));
    }

    static Calibration calibration(JsonNode node) {
        return new Calibration(number(node, "slope"), number(node, "offset"), number(node, "prior"));
    }

    private static CodeFormat codes(JsonNode root) {
        if (!root.has("codes")) {
            return CodeFormat.FLOAT;
        }
        JsonNode codes = field(root, "codes");
        return new CodeFormat(
                NumberFormat.named(field(codes, "embedding").asText()),
                NumberFormat.named(field(codes, "prepared").asText()));
    }

    static Threshold threshold(JsonNode node) {
        JsonNode estimate = node.path("estimate");
        return new Threshold(
                number(node, "false_match_rate"),
                numberOrNull(node, "threshold"),
                numberOrNull(node, "bound"),
                whole(node, "pairs"),
                estimate.isObject()
                        ? new Threshold.Estimate(
                                number(estimate, "threshold"),
                                rate(field(estimate, "measured")),
                                whole(estimate, "pairs"))
                        : null);
    }

    /** A threshold of format 1 or 2: an estimate of unknown uncertainty. */
    private static Threshold oldThreshold(JsonNode node) {
        double rate = number(node, "false_match_rate");
        Double value = numberOrNull(node, "threshold");
        return new Threshold(
                rate,
                null,
                null,
                0,
                value == null ? null : new Threshold.Estimate(value, new Rate(rate, 0, 1), whole(node, "negatives")));
    }

    static Rate rate(JsonNode node) {
        return new Rate(number(node, "value"), number(node, "low"), number(node, "high"));
    }

    private static @Nullable Double numberOrNull(JsonNode node, String name) {
        return node.path(name).isNull() ? null : number(node, name);
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }

    private static double number(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw new IllegalArgumentException("'" + name + "' is " + value + "; it must be a finite number");
        }
        return value.asDouble();
    }

    private static int whole(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isInt()) {
            throw new IllegalArgumentException("'" + name + "' is " + value + "; it must be a whole number");
        }
        return value.asInt();
    }
}
