package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Where an {@link Adder} puts pictures. Thread-safe. */
public interface PictureStore {
    /** The known pictures at some paths. */
    Map<String, StoredPicture> at(List<String> paths);

    /** The known pictures whose files have these bytes. */
    List<StoredPicture> withContent(String content);

    /** The code of a known picture. */
    Code code(StoredPicture picture);

    /**
     * Adds pictures, or replaces those at the same paths. It may wait until the storage takes more.
     *
     * @param codes of the pictures, in the same order
     */
    void put(List<StoredPicture> pictures, List<Code> codes);

    /** Whether the file of a known picture is there no more, so that a new file with its contents is the same file, moved. */
    default boolean isGone(StoredPicture picture) {
        return Files.notExists(picture.location());
    }

    /** Removes the picture at a path. */
    void remove(String path);

    /** Keeps all that was put before. Called every few seconds and at the end, by one thread at a time. */
    void commit();

    /** Does what makes later searches faster. Called after a commit was reported. */
    void maintain();
}
