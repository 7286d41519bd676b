package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How duplicates are searched.
 *
 * @param weakest the weakest evidence that is reported: {@code EDITED} reports exact and edited copies
 * @param bestCopy the rules for the best copy of a group, the most important first
 * @param mostAlike the most members of a group of kind {@code ALIKE}, 1 or more
 * @param filter groups without a picture that passes are left out, after all pictures were compared
 * @param reference pictures of which others are duplicates: only groups with both are reported, and the best copy is one of
 *     them; null to compare all with all
 */
public record DuplicateSettings(
        DuplicateKind weakest,
        List<BestCopy> bestCopy,
        int mostAlike,
        Predicate<StoredPicture> filter,
        @Nullable Predicate<StoredPicture> reference) {
    /** Exact and edited copies among all pictures. */
    public static final DuplicateSettings USUAL =
            new DuplicateSettings(DuplicateKind.EDITED, BestCopy.USUAL, 10, picture -> true, null);

    public DuplicateSettings {
        bestCopy = List.copyOf(bestCopy);
        if (mostAlike < 1) {
            throw new IllegalArgumentException(
                    "groups of at most " + mostAlike + " pictures alike; allowed: 1 or more");
        }
    }

    /** These settings with another weakest evidence. */
    public DuplicateSettings downTo(DuplicateKind kind) {
        return new DuplicateSettings(kind, bestCopy, mostAlike, filter, reference);
    }

    /** These settings with other rules for the best copy. */
    public DuplicateSettings choosingBy(List<BestCopy> rules) {
        return new DuplicateSettings(weakest, rules, mostAlike, filter, reference);
    }

    /** These settings with another maximum of members of a group of pictures alike. */
    public DuplicateSettings withMostAlike(int members) {
        return new DuplicateSettings(weakest, bestCopy, members, filter, reference);
    }

    /** These settings for groups with a picture that passes. */
    public DuplicateSettings where(Predicate<StoredPicture> passes) {
        return new DuplicateSettings(weakest, bestCopy, mostAlike, passes, reference);
    }

    /** These settings for duplicates of the pictures of a reference. */
    public DuplicateSettings of(Predicate<StoredPicture> originals) {
        return new DuplicateSettings(weakest, bestCopy, mostAlike, filter, originals);
    }
}
