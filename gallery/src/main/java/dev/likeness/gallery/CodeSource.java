package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import java.util.function.BiConsumer;

/** Pictures that were encoded elsewhere, such as those of a table or of another gallery. */
@FunctionalInterface
public interface CodeSource {
    /** Calls back for every picture, with its code. */
    void forEach(BiConsumer<StoredPicture, Code> action);
}
