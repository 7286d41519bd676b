package dev.likeness.solr;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.AddReport;
import dev.likeness.gallery.Adder;
import dev.likeness.gallery.Answer;
import dev.likeness.gallery.CodeSource;
import dev.likeness.gallery.CopiedCodes;
import dev.likeness.gallery.DuplicateSettings;
import dev.likeness.gallery.Duplicates;
import dev.likeness.gallery.EncodedAdder;
import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.GalleryInfo;
import dev.likeness.gallery.GalleryUnavailableException;
import dev.likeness.gallery.Hit;
import dev.likeness.gallery.Mark;
import dev.likeness.gallery.PictureFilter;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.Search;
import dev.likeness.gallery.SearchSettings;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The codes of pictures in a SolrCloud cluster. It answers as a {@link Gallery} with the same pictures does.
 *
 * <pre>{@code
 * ClusterAddress address = ClusterAddress.of("zk1:2181,zk2:2181/photos");
 * try (ClusterGallery gallery = ClusterGallery.open(address, Models.bundled("photos"))) {
 *     gallery.add(List.of(Path.of("pictures")), Progress.NONE);
 *     List<Hit> hits = gallery.search(Picture.read(Path.of("query.jpg")), SearchSettings.USUAL);
 * }
 * }</pre>
 *
 * <p>Any number of processes can search, add and remove at the same time. A picture that {@link #add} has reported is in the log of
 * every copy of its shard that was up. The cluster holds codes, checksums, sizes and paths, people's answers, and a copy of
 * the model, but no pictures. Requests to nodes that are gone are repeated for {@link #PATIENCE}; then a
 * {@link dev.likeness.gallery.GalleryUnavailableException} is thrown. Thread-safe. {@link #close} waits for the
 * calls in progress; after it, all methods except {@link #place} throw an {@link IllegalStateException}.
 */
public final class ClusterGallery implements PictureGallery {
    /** How long requests are repeated while the cluster cannot answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More pictures are too many for a search for duplicates on one machine. */
    private static final long MOST_FOR_DUPLICATES = 200_000;

    private static final int REMOVED_AT_ONCE = 500;

    private final Cluster cluster;
    private final GalleryCollections collections;
    private final String pictures;
    private final SharedState state;
    private final Likeness likeness;
    private final ClosingGate gate;

    /** Closes the connection if it fails. */
    private ClusterGallery(Cluster cluster) {
        this.cluster = cluster;
        this.collections = new GalleryCollections(cluster);
        this.gate = new ClosingGate("gallery " + cluster.address(), "open it again");
        try {
            if (!collections.exists()) {
                throw new InputException(
                        cluster.address() + ": the cluster has no gallery of this name",
                        new Remedy(Remedy.Action.FILL_GALLERY));
            }
            this.pictures = collections.current();
            this.state = new SharedState(cluster, collections.state());
            this.likeness = Likeness.open(new StoredModel(cluster, collections.state()).of(pictures));
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Opens a gallery that exists, with its own model.
     *
     * @throws InputException if there is none of this name, or the cluster does not answer
     */
    public static ClusterGallery open(ClusterAddress address) {
        return new ClusterGallery(Cluster.connect(address, PATIENCE));
    }

    /**
     * Opens a gallery, and creates it if it does not exist: schemas, collections, alias, and a copy of the model.
     *
     * @throws InputException if the gallery has another model, the model cannot search, or the cluster does not answer
     */
    public static ClusterGallery open(ClusterAddress address, ModelFiles model) {
        MeasureIdentity wanted = searchable(model);
        Cluster cluster = Cluster.connect(address, PATIENCE);
        try {
            GalleryCollections collections = new GalleryCollections(cluster);
            if (!collections.exists()) {
                collections.create(model);
            }
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
        ClusterGallery gallery = new ClusterGallery(cluster);
        MeasureIdentity there = gallery.likeness.measure().identity();
        if (!there.equals(wanted)) {
            gallery.close();
            throw new InputException(
                    address + ": the codes of this gallery are of the model " + there + ", not of " + wanted,
                    new Remedy(Remedy.Action.ENCODE_GALLERY_AGAIN));
        }
        return gallery;
    }

    private static MeasureIdentity searchable(ModelFiles model) {
        try (Likeness checked = Likeness.open(model)) {
            Gallery.requireSearchable(checked);
            return checked.measure().identity();
        }
    }

    /**
     * Whether there is a gallery.
     *
     * @throws dev.likeness.gallery.GalleryUnavailableException if the cluster does not answer
     */
    public static boolean exists(ClusterAddress address) {
        try (Cluster cluster = Cluster.connect(address, PATIENCE)) {
            return new GalleryCollections(cluster).exists();
        }
    }

    /**
     * Encodes all pictures again with another model, into a new collection. Searches go on in the old one until the alias
     * switches. Pictures that are added or removed meanwhile are added to the new one, or removed from it, before this
     * returns. The old collection stays until the next call, for readers that have not yet opened the gallery again. After an
     * interruption the next call goes on.
     *
     * @return pictures that are gone or can no longer be read are failures, and are not in the gallery afterwards
     */
    public static AddReport encodeAgain(ClusterAddress address, ModelFiles model, Progress progress) {
        searchable(model);
        try (Cluster cluster = Cluster.connect(address, PATIENCE)) {
            return new NextGeneration(cluster, model, progress).encode();
        }
    }

    @Override
    public String place() {
        return cluster.address().toString();
    }

    @Override
    public Likeness likeness() {
        return gate.call(() -> likeness);
    }

    @Override
    public ModelFiles model() {
        return gate.call(() -> {
            ModelFiles stored = new StoredModel(cluster, collections.state()).of(pictures);
            return ModelFiles.of(stored.name(), file -> gate.call(() -> stored.read(file)));
        });
    }

    @Override
    public AddReport add(List<Path> filesAndFolders, Progress progress) {
        return gate.call(() -> new Adder(store(), likeness.measure(), progress).add(filesAndFolders));
    }

    @Override
    public long addEncoded(CodeSource source, long total, Progress progress) {
        return gate.call(() -> new EncodedAdder(store(), likeness.measure().identity(), progress).add(source, total));
    }

    @Override
    public long copyFrom(PictureGallery other, Progress progress) {
        return gate.call(() -> {
            EncodedAdder.requireSameModel(other, this);
            long copied = addEncoded(other, other.info().pictures(), progress);
            other.marks().forEach(mark -> state.mark(mark, mark.same() ? Answer.SAME : Answer.DIFFERENT, pictures));
            return copied;
        });
    }

    /** Where pictures are put. */
    ClusterStore store() {
        return new ClusterStore(cluster, pictures, state, this::requireCurrent);
    }

    private void requireCurrent() {
        if (!answersWithPresentModel()) { // in the threads of an adder, which close() waits for
            throw new GalleryUnavailableException(
                    place() + ": another process has encoded this gallery again with another model; open it again");
        }
        if (collections.isClosed(pictures)) {
            throw new GalleryUnavailableException(place()
                    + ": another process is encoding this gallery again with another model, and takes no changes until it"
                    + " has finished; try again then, or encode again if that process was interrupted");
        }
    }

    @Override
    public List<Hit> search(Picture picture, SearchSettings settings) {
        return gate.call(
                () -> new Search<>(likeness, new ClusterPictures(cluster, pictures, settings)).hits(picture, settings));
    }

    /**
     * Groups the pictures that show the same thing, on this machine: the codes are copied into a temporary folder.
     *
     * @throws InputException if there are more than 200,000 pictures
     */
    @Override
    public Duplicates duplicates(DuplicateSettings settings, Progress progress) {
        return gate.call(() -> {
            long count = stored().count();
            if (count > MOST_FOR_DUPLICATES) {
                throw new InputException(place() + ": has " + count + " pictures; one machine searches at most "
                        + MOST_FOR_DUPLICATES + " of them for duplicates; search for them with Spark");
            }
            return CopiedCodes.duplicates(this, settings, progress);
        });
    }

    @Override
    public void forEach(BiConsumer<StoredPicture, Code> action) {
        gate.run(() -> stored().forEach(
                        new PictureFilter.All(),
                        PictureFields.WITH_CODE,
                        document -> action.accept(PictureFields.picture(document), PictureFields.code(document))));
    }

    @Override
    public void forEachPicture(Consumer<StoredPicture> action) {
        gate.run(() -> stored().forEachPicture(action));
    }

    /** The pictures that searches see. */
    StoredPictures stored() {
        return new StoredPictures(cluster, pictures);
    }

    @Override
    public List<StoredPicture> withContent(String content) {
        return gate.call(() -> stored().withContent(content));
    }

    @Override
    public Optional<StoredPicture> picture(Path path) {
        return gate.call(() ->
                cluster
                        .documents(pictures, List.of(PictureFields.id(UserPath.text(path))), PictureFields.OF_PICTURE)
                        .stream()
                        .findFirst()
                        .map(PictureFields::picture));
    }

    @Override
    public void mark(String contentOfA, String contentOfB, Answer answer) {
        gate.run(() -> {
            StoredPicture first = require(contentOfA);
            StoredPicture second = require(contentOfB);
            if (contentOfA.equals(contentOfB)) {
                throw new InputException(
                        "both pictures have the contents " + contentOfA + "; only different files can be marked");
            }
            Mark mark = new Mark(first.path(), second.path(), answer == Answer.SAME, contentOfA, contentOfB);
            state.mark(mark, answer, pictures);
        });
    }

    private StoredPicture require(String content) {
        return withContent(content).stream()
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "no picture of the gallery has the contents " + content,
                        new Remedy(Remedy.Action.FILL_GALLERY)));
    }

    @Override
    public List<Mark> marks() {
        return gate.call(state::marks);
    }

    @Override
    public long remove(Predicate<StoredPicture> unwanted) {
        return gate.call(() -> {
            List<String> paths = new ArrayList<>();
            stored().forEach(unwanted, PictureFields.OF_PICTURE, document -> {
                StoredPicture picture = PictureFields.picture(document);
                if (unwanted.test(picture)) {
                    paths.add(picture.path());
                }
            });
            requireCurrent();
            for (int from = 0; from < paths.size(); from += REMOVED_AT_ONCE) {
                List<String> some = paths.subList(from, Math.min(paths.size(), from + REMOVED_AT_ONCE));
                cluster.remove(pictures, some.stream().map(PictureFields::id).toList());
            }
            if (!paths.isEmpty()) {
                cluster.commit(pictures);
                state.changed();
            }
            return paths.size();
        });
    }

    /** The size counts all copies on nodes that are up. */
    @Override
    public GalleryInfo info() {
        return gate.call(() -> {
            MeasureIdentity model = likeness.measure().identity();
            return new GalleryInfo(
                    place(),
                    stored().count(),
                    model.name(),
                    model.checksum(),
                    cluster.bytes(pictures) + cluster.bytes(state.collection()),
                    state.marks().size(),
                    true);
        });
    }

    /** Whether every copy of every shard is up to date. Searches need one copy of each. */
    public boolean allCopiesAreActive() {
        return gate.call(() -> cluster.allCopiesAreActive(pictures) && cluster.allCopiesAreActive(state.collection()));
    }

    @Override
    public long version() {
        return gate.call(state::changes);
    }

    /** Whether a process added or removed pictures in the last 20 seconds. */
    @Override
    public boolean isBeingChanged() {
        return gate.call(state::isBeingChanged);
    }

    @Override
    public boolean isCurrent() {
        return gate.call(this::answersWithPresentModel);
    }

    private boolean answersWithPresentModel() {
        return collections.current().equals(pictures);
    }

    @Override
    public void close() {
        gate.close(() -> {
            try {
                cluster.close();
            } finally {
                likeness.close();
            }
        });
    }
}
