package dev.likeness.model;

import dev.likeness.calibration.Calibration;
import dev.likeness.calibration.LogisticFusion.EmbeddingTerm;
import dev.likeness.calibration.Threshold;
import dev.likeness.domain.Domain;
import dev.likeness.measure.CodeFormat;
import dev.likeness.picture.Fit;
import dev.likeness.picture.PictureShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of {@code model.json}.
 *
 * @param name of the model
 * @param input the size of the pictures that the encoder takes
 * @param fit how pictures of other proportions are brought to that size
 * @param embedding D, the length of the embedding
 * @param prepared K, h and w of what the head prepares for each picture
 * @param codes the number formats in which codes are stored; floats if the card does not say, because models without the
 *     field have them
 * @param term the embedding's part in the score, {@code score = head + scale cos + offset}
 * @param calibration from scores to probabilities
 * @param thresholds one for each false-match rate, the highest rate first
 * @param files SHA-256 of every other file of the model, in hexadecimal, by name
 * @param notes all that the score does not depend on: design, provenance, licence, measured results, training time,
 *     training domain, re-ranking
 */
public record ModelCard(
        String name,
        PictureShape input,
        Fit fit,
        int embedding,
        List<Integer> prepared,
        CodeFormat codes,
        EmbeddingTerm term,
        Calibration calibration,
        List<Threshold> thresholds,
        Map<String, String> files,
        Notes notes) {
    /** The file of the encoder; of side A's encoder if the two sides differ. */
    public static final String ENCODER = "encoder.onnx";

    /** The file of side B's encoder, in models whose sides differ. */
    public static final String ENCODER_OF_B = "encoder_b.onnx";

    /** The file of the head. */
    public static final String HEAD = "head.onnx";

    /**
     * The file of the head for one query against many pictures. Models from before there was one, and models whose head
     * gains nothing from it, do not have it: their head compares pair by pair.
     */
    public static final String HEAD_OF_MANY = "head_many.onnx";

    /**
     * The file of what the head computes from the many pictures alone, once for a block of them. Models without it compute
     * everything for each query.
     */
    public static final String HEAD_OF_BLOCK = "head_block.onnx";

    /**
     * The file of what the head computes from the query alone, in models whose scores depend on a weighted distance between the query
     * and each of many pictures.
     */
    public static final String HEAD_OF_QUERY = "head_query.onnx";

    private static final int MAX_PREPARED = 1 << 26;
    private static final int MAX_EMBEDDING = 1 << 20;

    public ModelCard {
        prepared = List.copyOf(prepared);
        thresholds = List.copyOf(thresholds);
        files = Map.copyOf(files);
        long size = 1;
        for (int side : prepared) {
            size = side < 1 || side > MAX_PREPARED ? 0 : size * side;
            if (size < 1 || size > MAX_PREPARED) {
                break;
            }
        }
        if (prepared.size() != 3 || size < 1 || size > MAX_PREPARED) {
            throw new IllegalArgumentException("'prepared' is " + prepared
                    + "; it must be [K,h,w] with a product of 1 to " + MAX_PREPARED + " numbers");
        }
        if (embedding < 1 || embedding > MAX_EMBEDDING) {
            throw new IllegalArgumentException(
                    "'embedding' is " + embedding + "; it must be 1 to " + MAX_EMBEDDING + " numbers");
        }
        files.forEach((file, checksum) -> {
            if (!ModelFiles.isPlain(file) || !checksum.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("'files' has '" + file + "' with '" + checksum
                        + "'; it must have plain file names, none of which leads outside the model's folder, each with"
                        + " its SHA-256");
            }
        });
    }

    /** Whether the two pictures of a comparison are encoded by different networks. */
    public boolean sidesDiffer() {
        return files.containsKey(ENCODER_OF_B);
    }

    /** Whether the head can compare one query with many pictures at once. */
    boolean comparesMany() {
        return files.containsKey(HEAD_OF_MANY);
    }

    /** The design of the network. */
    public NetworkDesign design() {
        return notes.design;
    }

    /** Where the model comes from. */
    public Provenance provenance() {
        return notes.provenance;
    }

    /** What the model is for, and under which licences. */
    public Licence licence() {
        return notes.licence;
    }

    /** What was measured of the model. */
    public MeasuredResults measured() {
        return notes.measured;
    }

    /** When and how fast the model was trained. */
    public TrainingTime time() {
        return notes.time;
    }

    /** The pictures that the model was trained for; null if the card has no statistics of them. */
    public @Nullable Domain domain() {
        return notes.domain;
    }

    /**
     * Whether a search with this model ranks the best candidates of the embedding again by the whole score; {@link
     * ReRanking#NOT_MEASURED} if the card does not say.
     */
    public ReRanking reRanking() {
        ReRanking stated = notes.reRanking;
        return stated == null ? ReRanking.NOT_MEASURED : stated;
    }

    /** This model with another calibration and the results that belong to it. */
    public ModelCard calibrated(Calibration fitted, List<Threshold> found, MeasuredResults measured) {
        return new ModelCard(
                name, input, fit, embedding, prepared, codes, term, fitted, found, files, notes.with(measured));
    }

    /** This model with other files: the SHA-256 of each, by name. */
    public ModelCard withFiles(Map<String, String> checksums) {
        return new ModelCard(
                name, input, fit, embedding, prepared, codes, term, calibration, thresholds, checksums, notes);
    }

    /** This model with other notes. */
    public ModelCard with(Notes changed) {
        return new ModelCard(
                name, input, fit, embedding, prepared, codes, term, calibration, thresholds, files, changed);
    }

    /**
     * The parts of a card that comparing does not need.
     *
     * @param design of the network
     * @param provenance data, settings and versions that the model comes from
     * @param licence of the weights and of the training data
     * @param measured results
     * @param time the {@code run} block: the only part that differs between two runs of the same training
     * @param domain the pictures that the model was trained for; null if the card has no statistics of them
     * @param reRanking whether a search ranks a shortlist again; null if the card does not say
     * @param unknown what the file holds beyond the fields that this version knows
     */
    public record Notes(
            NetworkDesign design,
            Provenance provenance,
            Licence licence,
            MeasuredResults measured,
            TrainingTime time,
            @Nullable Domain domain,
            @Nullable ReRanking reRanking,
            UnknownFields unknown) {
        /** No notes. */
        public static final Notes NONE = new Notes(
                NetworkDesign.UNKNOWN,
                Provenance.UNKNOWN,
                Licence.NONE,
                MeasuredResults.NONE,
                TrainingTime.UNKNOWN,
                null,
                null,
                UnknownFields.NONE);

        /** The notes of a model that was just trained. */
        public static Notes of(NetworkDesign design, Provenance provenance) {
            return new Notes(
                    design,
                    provenance,
                    Licence.NONE,
                    MeasuredResults.NONE,
                    TrainingTime.UNKNOWN,
                    null,
                    null,
                    UnknownFields.NONE);
        }

        /** These notes with another licence. */
        public Notes with(Licence changed) {
            return new Notes(design, provenance, changed, measured, time, domain, reRanking, unknown);
        }

        /** These notes with other results. */
        public Notes with(MeasuredResults changed) {
            return new Notes(design, provenance, licence, changed, time, domain, reRanking, unknown);
        }

        /** These notes with another training time. */
        public Notes with(TrainingTime changed) {
            return new Notes(design, provenance, licence, measured, changed, domain, reRanking, unknown);
        }

        /** These notes with another domain; null for none. */
        public Notes with(@Nullable Domain changed) {
            return new Notes(design, provenance, licence, measured, time, changed, reRanking, unknown);
        }

        /** These notes with another statement about re-ranking. */
        public Notes with(ReRanking changed) {
            return new Notes(design, provenance, licence, measured, time, domain, changed, unknown);
        }

        Notes with(UnknownFields changed) {
            return new Notes(design, provenance, licence, measured, time, domain, reRanking, changed);
        }
    }
}
