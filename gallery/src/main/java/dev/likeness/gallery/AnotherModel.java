package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the next generation of a gallery beside the current one, with another model, and then switches to it. */
record AnotherModel(GalleryFolder folder) {
    AddReport encode(ModelFiles model, Progress progress) {
        GalleryFolder.Generation current = folder.current();
        GalleryFolder.Generation next = folder.generation(current.number() + 1);
        try (Likeness likeness = Likeness.open(model)) {
            Gallery.requireSearchable(likeness);
            AddReport report;
            try (PictureIndex old = PictureIndex.at(current.index())) {
                old.lockForChanges(); // nothing is added to it before the switch
                folder.requireCurrent(current);
                prepare(next, likeness.measure().identity(), model);
                report = encode(next, likeness.measure(), paths(old), progress);
                folder.switchTo(next);
            }
            folder.removeBefore(next);
            return report;
        }
    }

    private static AddReport encode(
            GalleryFolder.Generation next, Measure measure, List<Path> pictures, Progress progress) {
        try (PictureIndex index = PictureIndex.at(next.index())) {
            return new IndexAdding(index, measure, progress).add(pictures);
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
            GalleryFolder.delete(next.folder());
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
}
