package dev.likeness.gallery;

import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds files to an index, and then completes its graph.
 *
 * @param betweenCommits null for the usual time
 */
record IndexAdding(
        PictureIndex index,
        Measure measure,
        Progress progress,
        @Nullable Duration betweenCommits) {
    /** Pictures that may be outside the graph at the end, and how many stay there if there are more: the graph costs more. */
    private static final int WAITING_AFTER = 15_000;

    private static final int LEFT_AFTER = 7_500;

    IndexAdding(PictureIndex index, Measure measure, Progress progress) {
        this(index, measure, progress, null);
    }

    AddReport add(List<Path> roots) {
        index.lockForChanges();
        AddReport report = index.read(view -> {
            IndexStore store = new IndexStore(index, view);
            Adder adder = betweenCommits == null
                    ? new Adder(store, measure, progress)
                    : new Adder(store, measure, progress, betweenCommits);
            return adder.add(roots);
        });
        settle();
        return report;
    }

    /** Copies the pictures of another gallery. */
    long copy(PictureGallery other) {
        index.lockForChanges();
        long copied = index.read(view -> new CodeCopy(new IndexStore(index, view), progress).copy(other));
        settle();
        return copied;
    }

    private void settle() {
        index.completeGraph(WAITING_AFTER, LEFT_AFTER);
        index.settle();
    }
}
