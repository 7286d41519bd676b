package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Searches for duplicates in a gallery that is not in a folder of this machine: its codes are copied into a temporary index, so
 * that the groups are those of a {@link Gallery} with the same pictures. The files of the pictures must be readable here.
 */
public final class CopiedCodes {
    private CopiedCodes() {}

    /** Groups the duplicates. The temporary index is removed. */
    public static Duplicates duplicates(PictureGallery gallery, DuplicateSettings settings, Progress progress) {
        Path folder = temporaryFolder();
        try (PictureIndex index = PictureIndex.at(folder)) {
            index.lockForChanges();
            gallery.forEach(index::put);
            index.commit();
            index.completeGraph(0, 0);
            index.settle();
            Map<MarkedPair, Mark> marks = new LinkedHashMap<>();
            gallery.marks().forEach(mark -> marks.put(mark.pair(), mark));
            return index.read(view -> new DuplicateSearch(gallery.likeness(), view, settings, marks, progress).find());
        } finally {
            GalleryFolder.delete(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("likeness-duplicates");
        } catch (IOException e) {
            throw new InputException(
                    "the temporary folder cannot be created ("
                            + FileFault.reason(e, Path.of(System.getProperty("java.io.tmpdir")))
                            + "); check the free space and the permissions of the folder for temporary files",
                    e);
        }
    }
}
