package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.model.ModelFiles;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The codes of pictures, wherever they are kept: in a folder of this machine ({@link Gallery}), or in storage that another module
 * reaches ({@link GalleryScheme}). Thread-safe. {@link #close} waits for the calls in progress; after it, all methods except
 * {@link #place} throw an {@link IllegalStateException}.
 *
 * <p>All methods that reach the storage throw an {@link InputException} if it cannot be read or written, and
 * a {@link GalleryUnavailableException} if it does not answer at present.
 */
public interface PictureGallery extends AutoCloseable, CodeSource {
    /** Where it is, as {@link GalleryPlace#text}. */
    String place();

    /** The model that made the codes, at its default threshold. Closing the gallery closes it. */
    Likeness likeness();

    /** The gallery's copy of this model. It can be read while the gallery is open. */
    ModelFiles model();

    /**
     * Adds pictures. Files whose path, size and time of change are known are passed over; known contents at another path keep
     * their code. A file that is not a picture, or cannot be read, is reported and does not end the work.
     *
     * @param filesAndFolders folders are read with their subfolders
     * @param progress files that are done and kept
     */
    AddReport add(List<Path> filesAndFolders, Progress progress);

    /**
     * Adds pictures that were encoded elsewhere by this gallery's model; one at the same path is replaced. The files need not be
     * there.
     *
     * @param total the number of pictures, for the progress
     * @param progress pictures that were added
     * @return the number of pictures that were added
     * @throws InputException if a code is of another model; what was committed before stays
     */
    long addEncoded(CodeSource source, long total, Progress progress);

    /**
     * Adds the pictures of another gallery of the same model, without reading their files, and the answers about them.
     *
     * @return the number of pictures
     * @throws InputException if the other gallery has another model
     */
    long copyFrom(PictureGallery other, Progress progress);

    /**
     * The pictures that look most like a picture.
     *
     * @return the best first
     */
    List<Hit> search(Picture picture, SearchSettings settings);

    /**
     * Groups the pictures that show the same thing. Nothing is deleted. The same gallery gives the same groups in the same
     * order.
     *
     * @param progress shortlists, then pairs, then pictures
     */
    Duplicates duplicates(DuplicateSettings settings, Progress progress);

    @Override
    void forEach(BiConsumer<StoredPicture, Code> action);

    /** Calls back for every picture. */
    default void forEachPicture(Consumer<StoredPicture> action) {
        forEach((picture, code) -> action.accept(picture));
    }

    /** The pictures whose files had these bytes when they were added. */
    List<StoredPicture> withContent(String content);

    /** The picture at a path, as a hit or a group names it; empty if it is not in the gallery. */
    Optional<StoredPicture> picture(Path path);

    /**
     * Records a person's answer about two contents of the gallery, or withdraws the last one. It is kept when this returns.
     *
     * @param contentOfA SHA-256 of the file, in hexadecimal
     * @param contentOfB SHA-256 of the other file
     * @throws InputException if one of the contents is not in the gallery, or both are the same
     */
    void mark(String contentOfA, String contentOfB, Answer answer);

    /**
     * Records a person's answer: whether two pictures of the gallery show the same thing. It is kept when this returns.
     *
     * @throws InputException if one of the pictures is not in the gallery, or both have the same contents
     */
    default void mark(Path a, Path b, boolean same) {
        mark(require(a).file().content(), require(b).file().content(), same ? Answer.SAME : Answer.DIFFERENT);
    }

    private StoredPicture require(Path picture) {
        return picture(UserPath.ofText(Path.of(""), Gallery.known(picture)))
                .orElseThrow(() -> new InputException(
                        UserPath.text(picture) + ": this picture is not in the gallery " + place(),
                        new Remedy(Remedy.Action.FILL_GALLERY)));
    }

    /** The last answer for each pair of contents. */
    List<Mark> marks();

    /**
     * Removes pictures from the gallery; the files stay.
     *
     * @return the number of removed pictures
     */
    long remove(Predicate<StoredPicture> unwanted);

    /** The state of the gallery. */
    GalleryInfo info();

    /** A number that changes when pictures are added or removed, by this process or another one. */
    long version();

    /** Whether this process or another one is changing the gallery. */
    boolean isBeingChanged();

    /**
     * Whether this object answers with the gallery's present model. If not, another process has encoded all pictures again;
     * open the gallery again.
     */
    boolean isCurrent();

    /**
     * Closes the gallery after the calls in progress have ended. A second call does nothing.
     *
     * @throws IllegalStateException if it is called from inside a call of this gallery
     */
    @Override
    void close();
}
