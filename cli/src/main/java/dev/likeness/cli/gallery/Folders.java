package dev.likeness.cli.gallery;

import dev.likeness.gallery.Gallery;
import dev.likeness.gallery.PictureFilter;
import java.nio.file.Path;
import java.util.List;

/** Selects the pictures of a gallery by folders. */
final class Folders {
    private Folders() {}

    /** The pictures in any of these files and folders; all pictures if there are none. */
    static PictureFilter filter(List<Path> folders) {
        return folders.isEmpty() ? new PictureFilter.All() : in(folders);
    }

    /** The pictures in any of these files and folders. */
    static PictureFilter in(List<Path> folders) {
        return new PictureFilter.AnyOf(folders.stream().map(Gallery::under).toList());
    }
}
