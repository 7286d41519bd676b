package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import java.nio.file.Path;
import java.util.regex.Matcher;

/**
 * Where a gallery is. It need not exist.
 *
 * <pre>{@code
 * GalleryPlace.of("my-gallery")                    // a folder
 * GalleryPlace.of("solr:zk1:2181,zk2:2181/photos") // needs the module that knows the scheme
 * }</pre>
 */
public interface GalleryPlace {
    /** The folder, or the address with its scheme. */
    String text();

    /** Whether there is a gallery. */
    boolean exists();

    /**
     * Opens a gallery that exists, with its own model.
     *
     * @throws InputException if there is none, or it is damaged
     */
    PictureGallery open();

    /**
     * Opens a gallery, and creates it if it does not exist.
     *
     * @throws InputException if the gallery has another model, or the model cannot search: it has one encoder per side, or no
     *     embedding
     */
    PictureGallery open(ModelFiles model);

    /**
     * Encodes all pictures of a gallery again with another model. The gallery answers with its old model until all are done.
     * Answers of people are kept.
     *
     * @return pictures that are gone or can no longer be read are failures, and are not in the gallery afterwards
     */
    AddReport encodeAgain(ModelFiles model, Progress progress);

    /** Whether a text has a scheme. */
    static boolean isAddress(String text) {
        return GallerySchemes.ADDRESS.matcher(text).matches();
    }

    /** A folder of this machine. */
    static GalleryPlace of(Path folder) {
        return new FolderPlace(folder);
    }

    /**
     * A folder, or an address with a scheme. A text that begins with two or more lower-case letters and a colon has a scheme; a
     * folder of such a name is written as {@code ./name}.
     *
     * @throws InputException if no module on the class path knows the scheme, or the address is not valid
     */
    static GalleryPlace of(String text) {
        Matcher address = GallerySchemes.ADDRESS.matcher(text);
        return address.matches()
                ? GallerySchemes.ALL.named(address.group(1)).place(address.group(2))
                : of(UserPath.of(text, "the folder of the gallery"));
    }
}
