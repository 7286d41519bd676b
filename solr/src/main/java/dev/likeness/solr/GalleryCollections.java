package dev.likeness.solr;

import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;

/**
 * The collections of a gallery: {@code NAME_state}, one collection {@code NAME_1}, {@code NAME_2}, ... for each generation of
 * codes, and the alias {@code NAME} for the present one.
 */
record GalleryCollections(Cluster cluster) {
    private static final Pattern GENERATION = Pattern.compile("(.*)_([0-9]{1,9})");
    private static final int COPIES = 2;
    private static final String READ_ONLY = "readOnly";

    String alias() {
        return cluster.address().name();
    }

    String state() {
        return alias() + "_state";
    }

    String generation(int number) {
        return alias() + "_" + number;
    }

    /** The number of a generation. */
    static int number(String collection) {
        Matcher parts = GENERATION.matcher(collection);
        if (!parts.matches()) {
            throw new IllegalArgumentException(collection + " is not the collection of a generation");
        }
        return Integer.parseInt(parts.group(2));
    }

    /** The present collection of pictures. */
    String current() {
        return cluster.resolve(alias());
    }

    boolean exists() {
        return cluster.isAlias(alias());
    }

    /** Creates what does not exist, so that an interrupted creation is continued. */
    void create(ModelFiles model) {
        Configset.ofState().upload(cluster);
        create(state(), Configset.ofState().name(), 1);
        addGeneration(1, model);
        switchTo(1);
    }

    /** Creates the collection of a generation, and stores its model. */
    void addGeneration(int number, ModelFiles model) {
        int dimensions;
        try (LearnedMeasure measure = LearnedMeasure.open(model)) {
            dimensions = measure.card().embedding();
        }
        Configset pictures = Configset.ofPictures(dimensions);
        pictures.upload(cluster);
        int shards = cluster.address().shards();
        create(
                generation(number),
                pictures.name(),
                shards == 0 ? cluster.liveNodes().size() : shards);
        new StoredModel(cluster, state()).put(generation(number), model);
    }

    private void create(String collection, String configset, int shards) {
        if (cluster.exists(collection)) {
            return;
        }
        int asked = cluster.address().copies();
        int copies = asked == 0 ? Math.min(COPIES, cluster.liveNodes().size()) : asked;
        cluster.administer(
                "create the collection " + collection,
                CollectionAdminRequest.createCollection(collection, configset, shards, copies));
    }

    /** Lets the alias stand for a generation: one step for all readers. */
    void switchTo(int number) {
        cluster.administer(
                "switch the alias " + alias(), CollectionAdminRequest.createAlias(alias(), generation(number)));
    }

    /**
     * Refuses all further changes of a collection. What the cluster acknowledged before is committed; a request that is being
     * worked on is refused, or is part of that commit.
     */
    void close(String collection) {
        if (!isClosed(collection)) {
            cluster.administer(
                    "close the collection " + collection,
                    CollectionAdminRequest.modifyCollection(collection, Map.of(READ_ONLY, "true")));
        }
    }

    boolean isClosed(String collection) {
        return cluster.state().getCollection(collection).isReadOnly();
    }

    /** Deletes a generation, if it exists. */
    void delete(int number) {
        if (number > 0 && cluster.exists(generation(number))) {
            cluster.administer(
                    "delete the collection " + generation(number),
                    CollectionAdminRequest.deleteCollection(generation(number)));
        }
    }
}
