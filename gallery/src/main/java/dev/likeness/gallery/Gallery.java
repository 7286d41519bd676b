package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.ClosingGate;
import dev.likeness.measure.Code;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The codes of pictures in a folder on disk: finds the pictures that look like a query, and groups the duplicates.
 *
 * <pre>{@code
 * try (Gallery gallery = Gallery.open(Path.of("my-gallery"), Models.bundled("photos"))) {
 *     gallery.add(List.of(Path.of("pictures")), Progress.NONE);
 *     List<Hit> hits = gallery.search(Path.of("query.jpg"), SearchSettings.USUAL);
 *     List<DuplicateGroup> groups = gallery.duplicates(DuplicateSettings.USUAL, Progress.NONE).groups();
 * }
 * }</pre>
 *
 * <p>One process at a time can change a gallery; others can search it meanwhile, and mark pairs. What was added is kept after
 * {@link #add} has returned or reported it, even if the process is killed. The pictures themselves are never changed; the
 * gallery holds their codes, checksums, sizes and paths, and a copy of the model.
 *
 * <p>Thread-safe. The changes of several threads are made one after another. {@link #close} waits for the calls in progress; after
 * it, all methods except {@link #folder} and {@link #place} throw an {@link IllegalStateException}.
 */
public final class Gallery implements PictureGallery {
    private final GalleryFolder folder;
    private final GalleryFolder.Generation generation;
    private final Likeness likeness;
    private final PictureIndex index;
    private final MarkLog marks;
    private final ClosingGate gate;
    private final ReentrantLock changing = new ReentrantLock();

    private Gallery(GalleryFolder folder, GalleryFolder.Generation generation) {
        this.folder = folder;
        this.generation = generation;
        this.marks = new MarkLog(folder.marks());
        this.gate = new ClosingGate("gallery " + UserPath.text(folder.folder()), "open it again");
        this.likeness = Likeness.open(generation.loadedModel());
        try {
            requireSearchable(likeness);
            this.index = PictureIndex.at(generation.index());
        } catch (RuntimeException | Error e) {
            likeness.close();
            throw e;
        }
    }

    /**
     * Opens a gallery that exists, with its own model.
     *
     * @throws InputException if the folder is not a gallery, or is damaged
     */
    public static Gallery open(Path folder) {
        GalleryFolder there = new GalleryFolder(folder);
        return new Gallery(there, there.current());
    }

    /**
     * Opens a gallery, and creates it if it does not exist.
     *
     * @throws InputException if the gallery has another model, the folder has other contents, or the model cannot search:
     *     it has one encoder per side, or no embedding
     */
    public static Gallery open(Path folder, ModelFiles model) {
        GalleryFolder there = new GalleryFolder(folder);
        MeasureIdentity wanted;
        try (Likeness checked = Likeness.open(model)) {
            requireSearchable(checked);
            wanted = checked.measure().identity();
        }
        if (!there.exists()) {
            there.create(model);
        }
        Gallery gallery = open(folder);
        MeasureIdentity present = gallery.likeness.measure().identity();
        if (!present.equals(wanted)) {
            gallery.close();
            throw new InputException(
                    folder + ": the codes of this gallery are of the model " + present + ", not of " + wanted,
                    new Remedy(Remedy.Action.ENCODE_GALLERY_AGAIN));
        }
        return gallery;
    }

    /** Whether there is a gallery in a folder. */
    public static boolean exists(Path folder) {
        return new GalleryFolder(folder).exists();
    }

    /**
     * Refuses a model that cannot search.
     *
     * @throws InputException if the model has one encoder per side, or no embedding
     */
    public static void requireSearchable(Likeness likeness) {
        LearnedMeasure measure = (LearnedMeasure) likeness.measure();
        if (measure.sidesDiffer() || measure.card().embedding() == 0) {
            throw new InputException("model " + measure.name()
                    + (measure.sidesDiffer() ? " has one encoder per side" : " has no embedding")
                    + ", so it cannot search a gallery; choose another model");
        }
    }

    /** The folder of the gallery. */
    public Path folder() {
        return folder.folder();
    }

    @Override
    public String place() {
        return UserPath.text(folder());
    }

    /** The model of the gallery, at its default threshold. Closing the gallery closes it. */
    @Override
    public Likeness likeness() {
        return gate.call(() -> likeness);
    }

    @Override
    public ModelFiles model() {
        return gate.call(() -> ModelFiles.at(generation.model()));
    }

    /**
     * Adds pictures. Files whose path, size and time of change are known are passed over; known contents at another path keep
     * their code. A file that is not a picture, or cannot be read, is reported and does not end the work.
     *
     * @param filesAndFolders folders are read with their subfolders
     * @param progress files that are done and committed
     * @throws InputException if another process changes the gallery, a folder cannot be listed, or the disk is full
     */
    @Override
    public AddReport add(List<Path> filesAndFolders, Progress progress) {
        return changed(() -> new IndexAdding(index, likeness.measure(), progress).add(filesAndFolders));
    }

    @Override
    public long addEncoded(CodeSource source, long total, Progress progress) {
        return changed(() -> new IndexAdding(index, likeness.measure(), progress).addEncoded(source, total));
    }

    @Override
    public long copyFrom(PictureGallery other, Progress progress) {
        return gate.call(() -> {
            EncodedAdder.requireSameModel(other, this);
            long copied = addEncoded(other, other.info().pictures(), progress);
            marks.append(other.marks());
            return copied;
        });
    }

    /** Makes a change with the lock of the writer. The end of a change drops what is not committed, so there is one at a time. */
    private <R> R changed(Supplier<R> change) {
        return gate.call(() -> {
            changing.lock();
            try {
                index.lockForChanges();
                folder.requireCurrent(generation);
                return change.get();
            } finally {
                try {
                    if (changing.getHoldCount() == 1) { // not inside another change of this thread
                        index.endChanges();
                    }
                } finally {
                    changing.unlock();
                }
            }
        });
    }

    /** Looks at the index, and keeps it open meanwhile. */
    private <R> R read(Function<IndexView, R> look) {
        return gate.call(() -> index.read(look));
    }

    /**
     * The pictures that look most like a picture file.
     *
     * @return the best first
     * @throws InputException if the file is not a picture
     */
    public List<Hit> search(Path picture, SearchSettings settings) {
        return gate.call(() -> search(Picture.read(picture), settings));
    }

    /**
     * The pictures that look most like a picture.
     *
     * @return the best first
     */
    @Override
    public List<Hit> search(Picture picture, SearchSettings settings) {
        return read(
                view -> new Search<>(likeness, new IndexedPictures(view, settings.exact())).hits(picture, settings));
    }

    /**
     * Groups the pictures that show the same thing. Nothing is deleted. The same gallery gives the same groups in the same
     * order.
     *
     * @param progress shortlists, then pairs, then pictures
     */
    @Override
    public Duplicates duplicates(DuplicateSettings settings, Progress progress) {
        return read(view -> new DuplicateSearch(likeness, view, settings, marks.latest(), progress).find());
    }

    /** Reads and verifies every code, and looks for the file of every picture. */
    public GalleryCheck check(Progress progress) {
        return read(view -> new GalleryInspection(view, marks).inspect(progress));
    }

    /** Calls back for every picture, with its code, in the order of their paths within each part of the index. */
    @Override
    public void forEach(BiConsumer<StoredPicture, Code> action) {
        read(view -> {
            view.forEach(document -> action.accept(view.picture(document), view.code(document)));
            return view.size();
        });
    }

    /** Calls back for every picture. */
    @Override
    public void forEachPicture(Consumer<StoredPicture> action) {
        read(view -> {
            view.forEach(document -> action.accept(view.picture(document)));
            return view.size();
        });
    }

    /**
     * Records a person's answer: whether two pictures of the gallery show the same thing. Searching for duplicates respects
     * it from then on. It is on the disk when this returns; another process may change the gallery meanwhile.
     *
     * @throws InputException if one of the pictures is not in the gallery, or both have the same contents
     */
    @Override
    public void mark(Path a, Path b, boolean same) {
        gate.run(() -> {
            StoredPicture first = require(a);
            StoredPicture second = require(b);
            if (first.file().content().equals(second.file().content())) {
                throw new InputException(UserPath.text(a) + " and " + UserPath.text(b)
                        + " have the same contents; only different files can be marked");
            }
            marks.append(List.of(new Mark(
                    first.path(),
                    second.path(),
                    same,
                    first.file().content(),
                    second.file().content())));
        });
    }

    /**
     * Records a person's answer about two contents of the gallery, as {@link #mark(Path, Path, boolean)} does, or withdraws
     * the last one.
     *
     * @param contentOfA SHA-256 of the file, in hexadecimal
     * @param contentOfB SHA-256 of the other file
     * @throws InputException if one of the contents is not in the gallery, both are the same, or the answer cannot be
     *     written
     */
    @Override
    public void mark(String contentOfA, String contentOfB, Answer answer) {
        gate.run(() -> {
            StoredPicture first = require(contentOfA);
            StoredPicture second = require(contentOfB);
            if (contentOfA.equals(contentOfB)) {
                throw new InputException(
                        "both pictures have the contents " + contentOfA + "; only different files can be marked");
            }
            List<Mark> marked =
                    List.of(new Mark(first.path(), second.path(), answer == Answer.SAME, contentOfA, contentOfB));
            if (answer == Answer.WITHDRAWN) {
                marks.withdraw(marked);
            } else {
                marks.append(marked);
            }
        });
    }

    private StoredPicture require(String content) {
        return withContent(content).stream()
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "no picture of the gallery has the contents " + content,
                        new Remedy(Remedy.Action.FILL_GALLERY)));
    }

    /**
     * The pictures whose files had these bytes when they were added, in the order in which they were added.
     *
     * @param content SHA-256 of the file, in hexadecimal
     */
    @Override
    public List<StoredPicture> withContent(String content) {
        return read(
                view -> view.withContent(content).stream().map(view::picture).toList());
    }

    /** The picture at a path, as a hit or a group names it; empty if it is not in the gallery. */
    @Override
    public Optional<StoredPicture> picture(Path path) {
        String text = UserPath.text(path);
        return read(view -> view.at(text).map(view::picture));
    }

    /** A number that changes when pictures are added or removed, by this process or another one. */
    @Override
    public long version() {
        return read(IndexView::version);
    }

    /** Whether this process or another one is changing the gallery. */
    @Override
    public boolean isBeingChanged() {
        return gate.call(index::isBeingChanged);
    }

    /**
     * Whether this object answers with the gallery's present model. If not, another process has encoded all pictures again;
     * open the gallery again.
     */
    @Override
    public boolean isCurrent() {
        return gate.call(() -> folder.exists() && folder.current().equals(generation));
    }

    /** The last answer for each pair of contents, in the order in which they were first marked. */
    @Override
    public List<Mark> marks() {
        return gate.call(() -> List.copyOf(marks.latest().values()));
    }

    private StoredPicture require(Path picture) {
        String path = known(picture);
        return read(view -> view.at(path).map(view::picture))
                .orElseThrow(() -> new InputException(
                        UserPath.text(picture) + ": this picture is not in the gallery " + folder(),
                        new Remedy(Remedy.Action.FILL_GALLERY)));
    }

    /** The path by which the gallery knows a file; also of a file that is gone. */
    static String known(Path file) {
        try {
            return UserPath.text(file.toRealPath());
        } catch (IOException e) {
            return UserPath.text(file.toAbsolutePath().normalize());
        }
    }

    /**
     * Removes pictures from the gallery; the files stay. The space is given back at once.
     *
     * @param unwanted such as {@link #under}
     * @return the number of removed pictures
     * @throws InputException if another process changes the gallery
     */
    @Override
    public long remove(Predicate<StoredPicture> unwanted) {
        return changed(() -> drop(unwanted));
    }

    private long drop(Predicate<StoredPicture> unwanted) {
        List<String> paths = paths(unwanted);
        if (!paths.isEmpty()) {
            paths.forEach(index::remove);
            index.commit();
            index.purge();
        }
        folder.removeBefore(generation);
        return paths.size();
    }

    /**
     * Removes pictures and all that the gallery knows of them: codes, paths, and marks that name their contents, also of
     * pictures that were removed before. The files of the pictures stay.
     *
     * @return the number of removed pictures
     */
    public long erase(Predicate<StoredPicture> unwanted) {
        return changed(() -> {
            Set<String> contents = new HashSet<>();
            forEachPicture(picture -> {
                if (unwanted.test(picture)) {
                    contents.add(picture.file().content());
                }
            });
            long removed = drop(unwanted);
            folder.removeAfter(generation); // its pictures are encoded again
            marks.removeIf(mark -> contents.contains(mark.contentOfA())
                    || contents.contains(mark.contentOfB())
                    || unwanted.test(marked(mark.a(), mark.contentOfA()))
                    || unwanted.test(marked(mark.b(), mark.contentOfB())));
            return removed;
        });
    }

    /** What is left of a picture that was marked and then removed. */
    private static StoredPicture marked(String path, String content) {
        return new StoredPicture(
                path, new StoredPicture.File(0, Instant.EPOCH, content), new StoredPicture.Image(1, 1, "", 0));
    }

    /** Selects the pictures at a path or in a folder. */
    public static PictureFilter under(Path fileOrFolder) {
        return new PictureFilter.Under(known(fileOrFolder));
    }

    private List<String> paths(Predicate<StoredPicture> wanted) {
        List<String> paths = new ArrayList<>();
        forEachPicture(picture -> {
            if (wanted.test(picture)) {
                paths.add(picture.path());
            }
        });
        return paths;
    }

    /** The state of the gallery. */
    @Override
    public GalleryInfo info() {
        return read(view -> {
            MeasureIdentity model = likeness.measure().identity();
            return new GalleryInfo(
                    place(),
                    view.size(),
                    model.name(),
                    model.checksum(),
                    folder.bytes(),
                    marks.latest().size(),
                    view.hasGraph());
        });
    }

    /**
     * Encodes all pictures of a gallery again with another model. The gallery answers with its old model until all are done;
     * if the process is killed, the next call goes on. Marks are kept. The gallery must not be open in this process.
     *
     * @return pictures that are gone or can no longer be read are failures, and are not in the gallery afterwards
     * @throws InputException if another process changes the gallery, or the model cannot search
     */
    public static AddReport encodeAgain(Path folder, ModelFiles model, Progress progress) {
        return new AnotherModel(new GalleryFolder(folder)).encode(model, progress);
    }

    /**
     * Closes the index and the model after the calls in progress have ended. A second call does nothing.
     *
     * @throws IllegalStateException if it is called from inside a call of this gallery, such as in the action of {@link #forEach}
     */
    @Override
    public void close() {
        gate.close(() -> {
            try {
                index.close();
            } finally {
                likeness.close();
            }
        });
    }
}
