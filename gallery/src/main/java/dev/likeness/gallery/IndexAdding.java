package dev.likeness.gallery;

import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.measure.Measure;
import dev.likeness.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds files, or pictures that were encoded elsewhere, to an index, and then completes its graph.
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

    /** Adds pictures that were encoded elsewhere. */
    long addEncoded(CodeSource source, long total) {
        index.lockForChanges();
        long added = index.read(
                view -> new EncodedAdder(new IndexStore(index, view), measure.identity(), progress).add(source, total));
        settle();
        return added;
    }

    private void settle() {
        index.completeGraph(WAITING_AFTER, LEFT_AFTER);
        index.settle();
    }
}
