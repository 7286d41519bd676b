package dev.likeness.gallery;

import dev.likeness.gallery.index.StoredPicture;
import java.util.Comparator;
import java.util.List;

/** The rules by which the best copy of a group is chosen. */
public enum BestCopy {
    /** More pixels are better. */
    RESOLUTION(Comparator.comparingLong(picture -> -picture.image().resolution())),
    /** A larger file is better: less was lost when it was saved. */
    SIZE(Comparator.comparingLong(picture -> -picture.file().bytes())),
    /** A sharper picture is better. */
    SHARPNESS(Comparator.comparingDouble(picture -> -picture.image().sharpness()));

    /** Resolution, then size, then sharpness. */
    public static final List<BestCopy> USUAL = List.of(values());

    private final Comparator<StoredPicture> bestFirst;

    BestCopy(Comparator<StoredPicture> bestFirst) {
        this.bestFirst = bestFirst;
    }

    /** The best first, by these rules in turn; equal pictures by their path, so that the order is the same in every search. */
    public static Comparator<StoredPicture> bestFirst(List<BestCopy> rules) {
        Comparator<StoredPicture> order = null;
        for (BestCopy rule : rules) {
            order = order == null ? rule.bestFirst : order.thenComparing(rule.bestFirst);
        }
        Comparator<StoredPicture> byPath = Comparator.comparing(StoredPicture::path);
        return order == null ? byPath : order.thenComparing(byPath);
    }
}
