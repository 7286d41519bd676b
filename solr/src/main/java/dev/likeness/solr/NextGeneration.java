package dev.likeness.solr;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.gallery.AddReport;
import dev.likeness.gallery.Adder;
import dev.likeness.measure.Measure;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrDocument;

/**
 * Encodes all pictures of a gallery into the collection of the next generation, and then switches the alias.
 *
 * <p>Others may add and remove pictures until nearly all are encoded. Then the old collection is closed to changes, what changed
 * last is brought over, and the alias is switched. So nothing that was acknowledged is lost, and what others add after the
 * switch is not touched. Searches are answered all the time. A call that was interrupted is finished by the next one.
 */
final class NextGeneration {
    private static final int PICTURES_AT_ONCE = 2_000;

    /** Passes over the old collection until it has no new pictures, or writers are faster than this. */
    private static final int MOST_PASSES = 5;

    private static final int IDS_AT_ONCE = 200;

    private final Cluster cluster;
    private final GalleryCollections collections;
    private final ModelFiles model;
    private final Progress progress;
    private final Map<String, AddReport.Failure> failures = new LinkedHashMap<>();
    private long added;
    private long known;

    NextGeneration(Cluster cluster, ModelFiles model, Progress progress) {
        this.cluster = cluster;
        this.collections = new GalleryCollections(cluster);
        this.model = model;
        this.progress = progress;
    }

    AddReport encode() {
        if (!collections.exists()) {
            throw new InputException(
                    cluster.address() + ": the cluster has no gallery of this name",
                    new Remedy(Remedy.Action.FILL_GALLERY));
        }
        String old = collections.current();
        int number = GalleryCollections.number(old);
        String next = collections.generation(number + 1);
        SharedState state = new SharedState(cluster, collections.state());
        try (Likeness likeness = Likeness.open(model)) {
            prepare(number + 1, likeness.measure().identity().checksum());
            ClusterStore store = new ClusterStore(cluster, next, state, () -> {});
            int passes = 0;
            while (pass(old, store, likeness.measure()) > 0 && ++passes < MOST_PASSES && !collections.isClosed(old)) {
                cluster.commit(old); // what was added meanwhile
            }
            collections.close(old);
            pass(old, store, likeness.measure());
            removeOthers(old, next);
            collections.switchTo(number + 1);
            state.changed();
        }
        collections.delete(number - 1);
        return new AddReport(added, known, 0, 0, List.copyOf(failures.values()), List.of(), List.of());
    }

    /** An interrupted call left a part of the collection: it is continued if it is of the same model. */
    private void prepare(int number, String checksum) {
        String collection = collections.generation(number);
        boolean ofThisModel = new StoredModel(cluster, collections.state())
                .checksum(collection)
                .filter(checksum::equals)
                .isPresent();
        if (!ofThisModel) {
            collections.delete(number);
        }
        collections.addGeneration(number, model);
    }

    /** Adds all pictures of the old collection that the new one does not have; returns how many. */
    private long pass(String old, ClusterStore store, Measure measure) {
        StoredPictures pictures = new StoredPictures(cluster, old);
        long total = pictures.count();
        long before = added + known;
        List<Path> some = new ArrayList<>();
        long[] done = new long[1];
        pictures.forEachPicture(picture -> {
            if (!failures.containsKey(picture.path())) {
                some.add(picture.location());
            }
            if (some.size() == PICTURES_AT_ONCE) {
                add(some, store, measure, done, total);
            }
        });
        add(some, store, measure, done, total);
        return added + known - before;
    }

    private void add(List<Path> some, ClusterStore store, Measure measure, long[] done, long total) {
        if (some.isEmpty()) {
            return;
        }
        long earlier = done[0];
        AddReport report = Adder.underGivenPaths(
                        store,
                        measure,
                        (now, part, unit) -> progress.at(earlier + now, Math.max(total, earlier + now), unit))
                .add(List.copyOf(some));
        added += report.added();
        known += report.known();
        report.failures().forEach(failure -> failures.put(failure.path(), failure));
        done[0] += some.size();
        some.clear();
    }

    /** Removes what was removed from the old collection meanwhile. Nobody else knows the new collection yet. */
    private void removeOthers(String old, String next) {
        List<String> some = new ArrayList<>();
        new StoredPictures(cluster, next).forEachPicture(picture -> {
            some.add(PictureFields.id(picture.path()));
            if (some.size() == IDS_AT_ONCE) {
                removeOthers(some, old, next);
            }
        });
        removeOthers(some, old, next);
        cluster.commit(next);
    }

    private void removeOthers(List<String> ids, String old, String next) {
        for (SolrDocument there : cluster.documents(old, ids, PictureFields.ID)) {
            ids.remove(PictureFields.text(there, PictureFields.ID));
        }
        if (!ids.isEmpty()) {
            cluster.remove(next, List.copyOf(ids));
        }
        ids.clear();
    }
}
