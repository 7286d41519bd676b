package dev.likeness.gallery;

import dev.likeness.error.InputException;
import dev.likeness.gallery.copy.CopyCheck;
import dev.likeness.gallery.copy.CopyEvidence;
import dev.likeness.gallery.copy.PictureFacts;
import dev.likeness.gallery.copy.Prepared;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.picture.Picture;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** The second check of pairs, from the files of the pictures. Keeps the pictures that were prepared last. Thread-safe. */
final class CopyConfirmation implements AutoCloseable {
    /** What a prepared picture takes at most, in bytes. */
    private static final long PREPARED_BYTES = 400_000;

    /** To prepare a picture takes longer than to check a pair, so a quarter of the heap is used for prepared ones. */
    private static final long KEPT = Math.max(256, Runtime.getRuntime().maxMemory() / 4 / PREPARED_BYTES);

    private final CopyCheck check = CopyCheck.open();
    private final IntFunction<StoredPicture> pictures;
    private final Map<Integer, Optional<Prepared>> prepared =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Optional<Prepared>> eldest) {
                    return size() > KEPT;
                }
            });

    /** @param pictures by position */
    CopyConfirmation(IntFunction<StoredPicture> pictures) {
        this.pictures = pictures;
    }

    /** The evidence; empty if a file cannot be read any more. */
    Optional<CopyEvidence> of(int original, int copy) {
        return prepared(original).flatMap(first -> prepared(copy).map(second -> check.check(first, second)));
    }

    private Optional<Prepared> prepared(int position) {
        Optional<Prepared> known = prepared.get(position);
        if (known != null) {
            return known;
        }
        Optional<Prepared> made = prepare(pictures.apply(position));
        prepared.put(position, made);
        return made;
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
