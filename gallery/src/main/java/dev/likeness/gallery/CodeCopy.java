package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Copies the pictures of one gallery into the store of another, in batches. An object copies once. */
public final class CodeCopy {
    private static final int BATCH = 200;

    private final PictureStore store;
    private final Progress progress;
    private final List<StoredPicture> pictures = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private long done;

    /** @param progress pictures that were put into the store */
    public CodeCopy(PictureStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /**
     * Refuses galleries of different models.
     *
     * @throws InputException if the models differ
     */
    public static void requireSameModel(PictureGallery from, PictureGallery to) {
        MeasureIdentity there = from.likeness().measure().identity();
        MeasureIdentity here = to.likeness().measure().identity();
        if (!there.equals(here)) {
            throw new InputException(from.place() + ": the codes of this gallery are of the model " + there
                    + ", and those of " + to.place() + " of " + here
                    + "; copy between galleries of the same model, or add the pictures themselves");
        }
    }

    /** Copies all pictures, and returns their number. */
    public long copy(PictureGallery from) {
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
        return done;
    }

    private void send(long total) {
        if (!pictures.isEmpty()) {
            store.put(pictures, codes);
            done += pictures.size();
            progress.at(done, Math.max(total, done), "pictures");
            pictures.clear();
            codes.clear();
        }
    }
}
