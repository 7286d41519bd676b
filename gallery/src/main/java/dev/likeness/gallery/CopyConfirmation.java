package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.gallery.copy.CopyCheck;
import dev.likeness.gallery.copy.CopyEvidence;
import dev.likeness.gallery.copy.PictureFacts;
import dev.likeness.gallery.copy.Prepared;
import dev.likeness.gallery.copy.PreparedPictures;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;

/** The second check of pairs, from the files of the pictures. Keeps the pictures that were prepared last. Thread-safe. */
final class CopyConfirmation implements AutoCloseable {
    /** The share of the heap for prepared pictures, of which each takes less than 100 kB. */
    private static final int PART_OF_HEAP = 4;

    private final CopyCheck check = CopyCheck.open();
    private final IntFunction<StoredPicture> pictures;
    private final PreparedPictures<Integer> prepared =
            new PreparedPictures<>(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);

    /** @param pictures by position */
    CopyConfirmation(IntFunction<StoredPicture> pictures) {
        this.pictures = pictures;
    }

    /** The evidence; empty if a file cannot be read any more. */
    Optional<CopyEvidence> of(int original, int copy) {
        return prepared(original).flatMap(first -> prepared(copy).map(second -> check.check(first, second)));
    }

    private Optional<Prepared> prepared(int position) {
        return prepared.of(position, () -> prepare(pictures.apply(position)));
    }

    private Optional<Prepared> prepare(StoredPicture stored) {
        Path file = stored.location();
        try {
            Picture picture = Picture.read(file);
            return Optional.of(check.prepare(picture, facts(stored)));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static PictureFacts facts(StoredPicture stored) {
        return PictureFacts.named(
                stored.path(),
                stored.image().width(),
                stored.image().height(),
                stored.file().bytes());
    }

    @Override
    public void close() {
        check.close();
    }
}
