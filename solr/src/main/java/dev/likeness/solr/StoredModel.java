package dev.likeness.solr;

import dev.likeness.error.InputException;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;

/**
 * The copies of models in the collection of the shared state: a process that serves a gallery needs nothing but its address.
 * The files are in parts of 1 MB. The document of a generation names its model and is written last.
 */
record StoredModel(Cluster cluster, String collection) {
    private static final int PART = 1 << 20;
    private static final String CARD = "model.json";

    /** Stores a model as that of a collection of pictures. */
    void put(String pictures, ModelFiles model) {
        Set<String> names;
        String checksum;
        try (LearnedMeasure measure = LearnedMeasure.open(model)) {
            names = measure.card().files().keySet();
            checksum = measure.identity().checksum();
        }
        Map<String, Integer> parts = new HashMap<>();
        for (String name : names) {
            parts.put(name, put(checksum, name, model.read(name)));
        }
        parts.put(CARD, put(checksum, CARD, model.read(CARD)));
        List<SolrInputDocument> files = new ArrayList<>();
        parts.forEach((name, number) -> {
            SolrInputDocument file = new SolrInputDocument();
            file.setField("id", fileId(checksum, name));
            file.setField("kind", "model-file");
            file.setField("number", number);
            files.add(file);
        });
        cluster.add(collection, files);
        SolrInputDocument generation = new SolrInputDocument();
        generation.setField("id", generationId(pictures));
        generation.setField("kind", "generation");
        generation.setField("model", checksum);
        cluster.add(collection, List.of(generation));
    }

    private int put(String checksum, String name, byte[] bytes) {
        int number = 0;
        for (int from = 0; from < bytes.length; from += PART) {
            SolrInputDocument part = new SolrInputDocument();
            part.setField("id", partId(checksum, name, number));
            part.setField("kind", "model-part");
            part.setField("part", number++);
            part.setField("data", Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART)));
            cluster.add(collection, List.of(part));
        }
        return number;
    }

    /** The checksum of the model of a collection of pictures; empty if it was not stored completely. */
    java.util.Optional<String> checksum(String pictures) {
        return cluster.documents(collection, List.of(generationId(pictures)), "id", "model").stream()
                .findFirst()
                .map(document -> PictureFields.text(document, "model"));
    }

    /** The model of a collection of pictures. */
    ModelFiles of(String pictures) {
        String checksum = checksum(pictures)
                .orElseThrow(() -> new InputException(cluster.address() + ": the collection " + pictures
                        + " has no model; its creation was interrupted; delete the collections of the gallery, and add the"
                        + " pictures again"));
        Map<String, byte[]> read = new HashMap<>();
        return ModelFiles.of(
                cluster.address().toString(), file -> read.computeIfAbsent(file, name -> read(checksum, name)));
    }

    private byte[] read(String checksum, String name) {
        List<SolrDocument> file = cluster.documents(collection, List.of(fileId(checksum, name)), "id", "number");
        if (file.isEmpty()) {
            throw damaged(name);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int parts = PictureFields.number(file.get(0), "number").intValue();
        for (int part = 0; part < parts; part++) {
            List<SolrDocument> found =
                    cluster.documents(collection, List.of(partId(checksum, name, part)), "id", "data");
            if (found.isEmpty() || !(found.get(0).getFieldValue("data") instanceof byte[] data)) {
                throw damaged(name);
            }
            bytes.writeBytes(data);
        }
        return bytes.toByteArray();
    }

    private InputException damaged(String name) {
        return new InputException(cluster.address() + ": the file " + name
                + " of the gallery's model is not complete; encode the gallery again with its model");
    }

    private static String generationId(String pictures) {
        return "generation-" + pictures;
    }

    private static String fileId(String checksum, String name) {
        return "model-" + checksum + "-" + name;
    }

    private static String partId(String checksum, String name, int part) {
        return fileId(checksum, name) + "-" + part;
    }
}
