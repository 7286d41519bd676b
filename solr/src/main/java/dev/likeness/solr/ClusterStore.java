package dev.likeness.solr;

import dev.likeness.error.InputException;
import dev.likeness.gallery.PictureStore;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;

/**
 * A collection as the store of an adder. Each thread of the adder sends its own batch and waits until the cluster has it, so that a
 * slow cluster slows the adder, and at most one batch for each thread waits in memory.
 */
final class ClusterStore implements PictureStore {
    private static final int DOCUMENTS_AT_ONCE = 200;

    private final Cluster cluster;
    private final String collection;
    private final SharedState state;
    private final Map<String, Integer> answers;
    private final Runnable beforeChange;

    /** @param beforeChange throws if the collection must no longer be changed */
    ClusterStore(Cluster cluster, String collection, SharedState state, Runnable beforeChange) {
        this.cluster = cluster;
        this.collection = collection;
        this.state = state;
        this.answers = state.answersByContent();
        this.beforeChange = beforeChange;
    }

    @Override
    public Map<String, StoredPicture> at(List<String> paths) {
        Map<String, StoredPicture> known = new HashMap<>();
        List<String> ids = paths.stream().map(PictureFields::id).toList();
        for (SolrDocument document : cluster.documents(collection, ids, PictureFields.OF_PICTURE)) {
            StoredPicture picture = PictureFields.picture(document);
            known.put(picture.path(), picture);
        }
        return known;
    }

    @Override
    public List<StoredPicture> withContent(String content) {
        return new StoredPictures(cluster, collection).withContent(content);
    }

    @Override
    public Code code(StoredPicture picture) {
        List<SolrDocument> found = cluster.documents(
                collection, List.of(PictureFields.id(picture.path())), PictureFields.ID, PictureFields.CODE);
        if (found.isEmpty()) {
            throw new InputException(picture.path() + ": was removed a moment ago; add it again");
        }
        return PictureFields.code(found.get(0));
    }

    /** On this machine the other files of its folder are there: the folder may be one that only another machine has. */
    @Override
    public boolean isGone(StoredPicture picture) {
        Path folder = picture.location().getParent();
        return folder != null && Files.isDirectory(folder) && PictureStore.super.isGone(picture);
    }

    /** Sends whole documents: an update of a part is left to {@link SharedState#mark}. */
    @Override
    public void put(List<StoredPicture> pictures, List<Code> codes) {
        beforeChange.run();
        List<SolrInputDocument> documents = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            StoredPicture picture = pictures.get(i);
            int given = answers.getOrDefault(picture.file().content(), 0);
            documents.add(PictureFields.document(picture, codes.get(i), given));
            if (documents.size() == DOCUMENTS_AT_ONCE || i == codes.size() - 1) {
                cluster.add(collection, documents);
                documents.clear();
            }
        }
    }

    @Override
    public void remove(String path) {
        beforeChange.run();
        cluster.remove(collection, List.of(PictureFields.id(path)));
    }

    @Override
    public void commit() {
        cluster.commit(collection);
        state.changed();
    }

    @Override
    public void maintain() {
        // Solr merges by itself
    }
}
