package dev.likeness.solr;

import dev.likeness.gallery.Mark;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.gallery.PictureStore;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Copies the pictures of one gallery into a store, in batches. */
final class CodeCopy {
    private static final int BATCH = 200;

    private final PictureStore store;
    private final Progress progress;
    private final List<StoredPicture> pictures = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private long done;

    CodeCopy(PictureStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    long copy(PictureGallery from, Consumer<Mark> marks) {
        long total = from.info().pictures();
        from.forEach((picture, code) -> {
            pictures.add(picture);
            codes.add(code);
            if (pictures.size() == BATCH) {
                send(total);
            }
        });
        send(total);
        store.commit();
        from.marks().forEach(marks);
        return done;
    }

    private void send(long total) {
        if (!pictures.isEmpty()) {
            store.put(pictures, codes);
            done += pictures.size();
            progress.at(done, total, "pictures");
            pictures.clear();
            codes.clear();
        }
    }
}
