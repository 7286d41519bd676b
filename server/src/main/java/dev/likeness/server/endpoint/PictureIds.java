package dev.likeness.server.endpoint;

import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Problem.Kind;
import java.util.List;
import java.util.regex.Pattern;

/** Pictures of the gallery by their id, the SHA-256 of the file. An id is looked up in the index and is never a path. */
final class PictureIds {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private PictureIds() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * The pictures with these contents.
     *
     * @return at least one
     * @throws Problem if there is none
     */
    static List<StoredPicture> require(PictureGallery gallery, String id) {
        List<StoredPicture> found = isId(id) ? gallery.withContent(id) : List.of();
        if (found.isEmpty()) {
            throw new Problem(
                    Kind.NOT_FOUND,
                    "the gallery has no picture with this id; take the ids of a search or of the duplicates");
        }
        return found;
    }
}
