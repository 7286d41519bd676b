package dev.likeness.cli.gallery;

import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.index.StoredPicture;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Selects the pictures of a gallery by folders. */
final class Folders {
    private Folders() {}

    /** The pictures in any of these files and folders; all pictures if there are none. */
    static Predicate<StoredPicture> filter(List<Path> folders) {
        return folders.isEmpty() ? picture -> true : in(folders);
    }

    /** The pictures in any of these files and folders. */
    static Predicate<StoredPicture> in(List<Path> folders) {
        List<Predicate<StoredPicture>> all =
                folders.stream().map(Gallery::under).toList();
        return picture -> all.stream().anyMatch(folder -> folder.test(picture));
    }
}
