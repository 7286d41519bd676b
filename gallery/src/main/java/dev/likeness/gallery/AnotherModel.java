package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Builds the next generation of a gallery beside the current one, with another model, and then switches to it. */
record AnotherModel(GalleryFolder folder) {
    AddReport encode(ModelFiles model, Progress progress) {
        GalleryFolder.Generation current = folder.current();
        GalleryFolder.Generation next = folder.generation(current.number() + 1);
        try (Likeness likeness = Likeness.open(model)) {
            Gallery.requireSearchable(likeness);
            prepare(next, likeness.measure().identity(), model);
            AddReport report;
            try (PictureIndex old = PictureIndex.at(current.index());
                    PictureIndex index = PictureIndex.at(next.index())) {
                old.lockForChanges(); // nothing is added to it meanwhile
                report = new Adder(index, likeness.measure(), progress).add(paths(old));
            }
            folder.switchTo(next);
            delete(current.folder());
            return report;
        }
    }

    private static List<Path> paths(PictureIndex index) {
        List<Path> paths = new ArrayList<>();
        index.read(view -> {
            view.forEach(document -> paths.add(view.picture(document).location()));
            return view.size();
        });
        return paths;
    }

    /** A killed process left a part of the generation: it is continued if it is of the same model. */
    private static void prepare(GalleryFolder.Generation next, MeasureIdentity wanted, ModelFiles model) {
        if (Files.exists(next.folder()) && !isOf(next, wanted)) {
            delete(next.folder());
        }
        if (!Files.exists(next.folder())) {
            GalleryFolder.copyModel(model, next);
        }
    }

    private static boolean isOf(GalleryFolder.Generation generation, MeasureIdentity wanted) {
        try (Likeness there = Likeness.open(generation.model())) {
            return there.measure().identity().equals(wanted);
        } catch (InputException e) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new InputException(
                    folder + ": cannot be removed (" + FileFault.reason(e, folder) + "); remove it yourself", e);
        }
    }
}
