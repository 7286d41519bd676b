package dev.likeness.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The {@code classes} format: a folder for each identity, nested folders allowed; the parent folder is the group. Folders
 * {@code train}, {@code val} and {@code test} above the same identities are splits, and part of neither.
 *
 * @param splits of each picture by its name; empty where the data are not divided
 */
public record Classes(String name, List<LabelledPicture> pictures, Map<String, SplitName> splits, String hash)
        implements DataSet {
    public Classes {
        pictures = List.copyOf(pictures);
        splits = Map.copyOf(splits);
    }

    /** Pictures that are not divided into splits. */
    public Classes(String name, List<LabelledPicture> pictures, String hash) {
        this(name, pictures, Map.of(), hash);
    }

    /** With the hash of these pictures, which are sorted by name. */
    public static Classes of(String name, List<LabelledPicture> pictures) {
        return of(name, pictures, Map.of());
    }

    /** The same, divided. */
    public static Classes of(String name, List<LabelledPicture> pictures, Map<String, SplitName> splits) {
        return new Classes(
                name, pictures, splits, new DataHash().addAll(pictures).hex());
    }

    /** Those pictures that fit, in the splits that they are in. */
    Classes keeping(Predicate<LabelledPicture> fits) {
        List<LabelledPicture> kept = pictures.stream().filter(fits).toList();
        Map<String, SplitName> ofKept = new HashMap<>();
        for (LabelledPicture picture : kept) {
            SplitName split = splits.get(picture.name());
            if (split != null) {
                ofKept.put(picture.name(), split);
            }
        }
        return of(name, kept, ofKept);
    }

    @Override
    public String format() {
        return "classes";
    }

    /**
     * The pictures of the split {@code test}, else {@code validation}; all, where there are no splits.
     *
     * @throws dev.likeness.error.InputException if all are there to train on
     */
    @Override
    public List<LabelledPicture> judged() {
        return splits.isEmpty() ? pictures : DeclaredSplits.of(this).judged(name);
    }
}
