package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import java.util.function.Predicate;

/**
 * How a gallery is searched.
 *
 * @param most the number of hits, 1 or more
 * @param exact whether the query is compared with all embeddings; otherwise a graph is used in large galleries
 * @param orientations whether the turned and mirrored query is searched as well
 * @param filter the pictures that may be hits
 */
public record SearchSettings(int most, boolean exact, boolean orientations, Predicate<StoredPicture> filter) {
    /** Ten hits in all orientations. */
    public static final SearchSettings USUAL = new SearchSettings(10, false, true, new PictureFilter.All());

    public SearchSettings {
        if (most < 1) {
            throw new IllegalArgumentException("a search for " + most + " pictures; allowed: 1 or more");
        }
    }

    /** These settings with another number of hits. */
    public SearchSettings first(int number) {
        return new SearchSettings(number, exact, orientations, filter);
    }
}
