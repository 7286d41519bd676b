package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.progress.Progress;
import java.util.Iterator;

/** Adds pictures that were encoded elsewhere to an index, and commits after every few thousand. */
final class EncodedImport {
    private static final int BETWEEN_COMMITS = 5_000;

    /** As {@link Adder}: the most pictures outside the graph meanwhile and after, and how many stay there. */
    private static final int WAITING_MEANWHILE = 25_000;

    private static final int WAITING_AFTER = 15_000;
    private static final int LEFT_AFTER = 7_500;

    private final PictureIndex index;
    private final MeasureIdentity model;
    private final Progress progress;

    EncodedImport(PictureIndex index, MeasureIdentity model, Progress progress) {
        this.index = index;
        this.model = model;
        this.progress = progress;
    }

    /** @param total the number of pictures, for the progress */
    long add(Iterator<EncodedPicture> pictures, long total) {
        long added = 0;
        while (pictures.hasNext()) {
            EncodedPicture next = pictures.next();
            MeasureIdentity maker = next.code().origin().measure();
            if (!maker.equals(model)) {
                throw new InputException(next.picture().path() + ": its code is of the model " + maker
                        + ", and the codes of this gallery are of " + model
                        + "; import into a gallery of that model, or encode the pictures again");
            }
            index.put(next.picture(), next.code());
            added++;
            if (added % BETWEEN_COMMITS == 0) {
                commit(added, total);
            }
        }
        commit(added, total);
        index.completeGraph(WAITING_AFTER, LEFT_AFTER);
        index.settle();
        return added;
    }

    private void commit(long added, long total) {
        index.commit();
        progress.at(added, total, "pictures");
        index.completeGraph(WAITING_MEANWHILE, 0);
    }
}
