package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds pictures that were encoded elsewhere to a store, in batches, and commits after every few thousand. An object adds once.
 */
public final class EncodedAdder {
    private static final int BATCH = 200;
    private static final int BETWEEN_COMMITS = 5_000;

    private final PictureStore store;
    private final MeasureIdentity model;
    private final Progress progress;
    private final List<StoredPicture> pictures = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private long added;

    /**
     * @param model that the codes must be of
     * @param progress pictures that were added; they are committed at least every 5,000 pictures
     */
    public EncodedAdder(PictureStore store, MeasureIdentity model, Progress progress) {
        this.store = store;
        this.model = model;
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

    /**
     * Adds all pictures, and returns their number.
     *
     * @param total their number, for the progress
     * @throws InputException if a code is of another model; what was committed stays
     */
    public long add(CodeSource source, long total) {
        source.forEach((picture, code) -> {
            requireModel(picture, code);
            pictures.add(picture);
            codes.add(code);
            if (pictures.size() == BATCH) {
                send(total);
            }
        });
        send(total);
        store.commit();
        return added;
    }

    private void requireModel(StoredPicture picture, Code code) {
        MeasureIdentity maker = code.origin().measure();
        if (!maker.equals(model)) {
            throw new InputException(
                    picture.path() + ": its code is of the model " + maker + ", and the codes of this gallery are of "
                            + model + "; add it to a gallery of that model, or add the picture itself");
        }
    }

    private void send(long total) {
        if (pictures.isEmpty()) {
            return;
        }
        store.put(pictures, codes);
        added += pictures.size();
        pictures.clear();
        codes.clear();
        if (added % BETWEEN_COMMITS == 0) {
            store.commit();
            store.maintain();
        }
        progress.at(added, Math.max(total, added), "pictures");
    }
}
