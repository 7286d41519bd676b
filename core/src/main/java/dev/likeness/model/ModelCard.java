package dev.likeness.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.calibration.Threshold;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import java.util.List;
import java.util.Map;

/**
 * What {@code model.json} says of a model.
 *
 * @param name by which people call it
 * @param input the size of the pictures it takes
 * @param fit how pictures of other proportions are brought to that size
 * @param embedding D, the length of its embedding
 * @param prepared K, h and w of what its head prepares for each picture
 * @param term the embedding's part in the score, {@code score = head + scale cos + offset}
 * @param calibration from scores to probabilities
 * @param thresholds for each false-match rate that was asked for, the most forgiving rate first
 * @param files SHA-256 of every other file of the model, in hexadecimal, by name
 * @param notes everything that only people read: design, provenance, licence, measured results, the run
 */
public record ModelCard(
        String name,
        PictureShape input,
        Fit fit,
        int embedding,
        List<Integer> prepared,
        EmbeddingTerm term,
        Calibration calibration,
        List<Threshold> thresholds,
        Map<String, String> files,
        Notes notes) {
    /** The file of the encoder: of side A alone, where the two sides differ. */
    public static final String ENCODER = "encoder.onnx";

    /** The file of side B's encoder, in models whose sides differ. */
    public static final String ENCODER_OF_B = "encoder_b.onnx";

    /** The file of the head. */
    public static final String HEAD = "head.onnx";

    private static final int MOST_PREPARED = 1 << 26;
    private static final int MOST_EMBEDDING = 1 << 20;

    public ModelCard {
        prepared = List.copyOf(prepared);
        thresholds = List.copyOf(thresholds);
        files = Map.copyOf(files);
        long size = 1;
        for (int side : prepared) {
            size = side < 1 || side > MOST_PREPARED ? 0 : size * side;
            if (size < 1 || size > MOST_PREPARED) {
                break;
            }
        }
        if (prepared.size() != 3 || size < 1 || size > MOST_PREPARED) {
            throw new IllegalArgumentException(
                    "'prepared' is " + prepared + " and must be [K,h,w], together 1 to " + MOST_PREPARED + " numbers");
        }
        if (embedding < 1 || embedding > MOST_EMBEDDING) {
            throw new IllegalArgumentException(
                    "'embedding' is " + embedding + " and must be 1 to " + MOST_EMBEDDING + " numbers");
        }
        files.forEach((file, checksum) -> {
            if (!ModelFiles.isPlain(file) || !checksum.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("'files' has '" + file + "' with '" + checksum
                        + "' and must have plain names, none that leads outside, each with its SHA-256");
            }
        });
    }

    /** Whether the two pictures of a comparison are encoded by different networks. */
    public boolean sidesDiffer() {
        return files.containsKey(ENCODER_OF_B);
    }

    /** The same model with what was measured of it. */
    public ModelCard calibrated(Calibration fitted, List<Threshold> found, JsonNode measured) {
        Notes changed = new Notes(notes.design, notes.provenance, notes.licence, measured, notes.run);
        return new ModelCard(name, input, fit, embedding, prepared, term, fitted, found, files, changed);
    }

    /** The same model with other notes. */
    public ModelCard with(Notes changed) {
        return new ModelCard(name, input, fit, embedding, prepared, term, calibration, thresholds, files, changed);
    }

    /**
     * The parts of a card that the software does not act on. Each is a JSON object.
     *
     * @param design tower, sharing, head and their sizes
     * @param provenance data and its hash, seed, settings, version
     * @param licence of the weights, and of what they were trained on
     * @param measured results, each with the data and the protocol
     * @param run times and speeds: the one part that differs between two runs of the same training
     */
    public record Notes(JsonNode design, JsonNode provenance, JsonNode licence, JsonNode measured, JsonNode run) {
        /** The same notes about another run. */
        public Notes withRun(JsonNode changed) {
            return new Notes(design, provenance, licence, measured, changed);
        }
    }
}
