package dev.likeness.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The {@code classes} format: one folder per identity, nested folders allowed; the parent folder is the group. Folders
 * {@code train}, {@code val} and {@code test} above the same identities are splits, and are part of neither.
 *
 * @param splits the split of each picture by its name; empty if no splits are declared
 */
public record Classes(String name, List<LabelledPicture> pictures, Map<String, SplitName> splits, String hash)
        implements DataSet {
    public Classes {
        pictures = List.copyOf(pictures);
        splits = Map.copyOf(splits);
    }

    /** Pictures without splits. */
    public Classes(String name, List<LabelledPicture> pictures, String hash) {
        this(name, pictures, Map.of(), hash);
    }

    /** With the hash of these pictures, which are sorted by name. */
    public static Classes of(String name, List<LabelledPicture> pictures) {
        return of(name, pictures, Map.of());
    }

    /** The same with splits. */
    public static Classes of(String name, List<LabelledPicture> pictures, Map<String, SplitName> splits) {
        return new Classes(
                name, pictures, splits, new DataHash().addAll(pictures).hex());
    }

    @Override
    public String format() {
        return "classes";
    }

    @Override
    public Classes keeping(Predicate<LabelledPicture> predicate) {
        List<LabelledPicture> kept = pictures.stream().filter(predicate).toList();
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
    public DeclaredSplits declaredSplits() {
        Map<SplitName, List<LabelledPicture>> declared = new EnumMap<>(SplitName.class);
        for (LabelledPicture picture : pictures) {
            SplitName split = splits.get(picture.name());
            if (split != null) {
                declared.computeIfAbsent(split, key -> new ArrayList<>()).add(picture);
            }
        }
        return new DeclaredSplits(declared);
    }

    @Override
    public DataSet withoutSplits() {
        return splits.isEmpty() ? this : of(name, pictures);
    }

    @Override
    public LayoutFindings layoutFindings() {
        boolean namedLikeSplits = pictures.stream()
                .allMatch(picture -> SplitName.of(picture.identity()).isPresent());
        return new LayoutFindings(
                List.of(),
                List.of(),
                strayGroups(),
                splitIdentities(),
                namedLikeSplits ? SuggestedLabels.of(pictures).orElse(null) : null);
    }

    /** Several identities, each with a folder for its pictures that is named like a split. */
    private List<String> splitIdentities() {
        Set<String> identities = new TreeSet<>();
        for (LabelledPicture picture : pictures) {
            String identity = picture.identity();
            if (SplitName.of(identity.substring(identity.lastIndexOf('/') + 1)).isEmpty()) {
                return List.of();
            }
            identities.add(identity);
        }
        return identities.size() < 2 ? List.of() : List.copyOf(identities);
    }

    private List<String> strayGroups() {
        if (!splits.isEmpty()) {
            return List.of();
        }
        Map<String, Set<String>> below = new TreeMap<>();
        for (LabelledPicture picture : pictures) {
            String identity = picture.identity();
            int slash = identity.indexOf('/');
            if (slash > 0 && SplitName.of(identity.substring(0, slash)).isPresent()) {
                below.computeIfAbsent(identity.substring(0, slash), folder -> new HashSet<>())
                        .add(identity.substring(slash + 1));
            }
        }
        Set<String> seen = new HashSet<>();
        boolean shared = below.values().stream().anyMatch(own -> !own.stream().allMatch(seen::add));
        return shared ? List.copyOf(below.keySet()) : List.of();
    }
}
