package dev.likeness.cli.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.cli.option.PictureFilterOptions;
import dev.likeness.cli.text.GalleryText;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.DuplicateSettings;
import dev.likeness.gallery.Duplicates;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.index.StoredPicture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One search for duplicates, with its files and its answer. */
record DuplicateRun(PictureGallery gallery, DuplicateSettings settings, DuplicateOutputs outputs) {
    /**
     * Runs it.
     *
     * @param first fields for the JSON before those of the duplicates
     */
    void run(boolean json, ObjectNode first, PrintWriter print, PrintWriter err) {
        Duplicates found;
        try (ProgressDisplay bar = new ProgressDisplay("duplicates", System.err)) {
            found = gallery.duplicates(settings, bar);
            outputs.write(found.groups(), kept(settings.reference()), bar);
        }
        if (json) {
            ObjectNode fields = JsonOption.object()
                    .put("gallery", GalleryText.absolute(gallery))
                    .put("model", gallery.likeness().measure().name())
                    .put("kind", DuplicateOptions.word(settings.weakest()))
                    .setAll(first);
            DuplicateText.json(found, fields, print);
        } else {
            DuplicateText.print(found, print);
            outputs.tell(print);
        }
        if (found.groups().isEmpty()) {
            PictureFilterOptions.tellIfNonePasses(gallery, settings.filter(), err);
        }
    }

    /** The pictures of a reference are those that the user has already: a script leaves them where they are. */
    private Predicate<Path> kept(@Nullable Predicate<StoredPicture> reference) {
        Set<String> paths = new HashSet<>();
        if (reference != null) {
            gallery.forEachPicture(picture -> {
                if (reference.test(picture)) {
                    paths.add(picture.path());
                }
            });
        }
        return path -> paths.contains(UserPath.text(path));
    }
}
