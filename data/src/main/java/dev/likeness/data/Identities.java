package dev.likeness.data;

import dev.likeness.measure.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pictures put together by what they show. Sorted, so that the order of a list does not change what is drawn from it. */
public final class Identities {
    private Identities() {}

    /** Each identity and its pictures, those sorted by name. */
    public static SortedMap<String, List<LabelledPicture>> of(List<LabelledPicture> pictures) {
        SortedMap<String, List<LabelledPicture>> identities = new TreeMap<>();
        for (LabelledPicture picture : pictures) {
            identities
                    .computeIfAbsent(picture.identity(), identity -> new ArrayList<>())
                    .add(picture);
        }
        identities.values().forEach(list -> list.sort((a, b) -> a.name().compareTo(b.name())));
        return identities;
    }

    /** Those pictures of an identity that can be the first of a pair: all, but where data are of two kinds. */
    static List<LabelledPicture> firsts(List<LabelledPicture> identity) {
        return without(Side.B, identity);
    }

    /** Those that can be the second. */
    static List<LabelledPicture> seconds(List<LabelledPicture> identity) {
        return without(Side.A, identity);
    }

    private static List<LabelledPicture> without(Side kind, List<LabelledPicture> identity) {
        return identity.stream().anyMatch(picture -> picture.kind() == kind)
                ? identity.stream().filter(picture -> picture.kind() != kind).toList()
                : identity;
    }

    /** Whether two pictures of an identity make a pair: one for each side of it. */
    public static boolean canMatch(List<LabelledPicture> identity) {
        return identity.size() >= 2
                && !firsts(identity).isEmpty()
                && !seconds(identity).isEmpty();
    }

    /** Each group and the identities in it, as lists of pictures. An identity belongs to its first picture's group. */
    static SortedMap<String, List<List<LabelledPicture>>> byGroup(Iterable<List<LabelledPicture>> identities) {
        SortedMap<String, List<List<LabelledPicture>>> groups = new TreeMap<>();
        for (List<LabelledPicture> identity : identities) {
            groups.computeIfAbsent(identity.get(0).group(), group -> new ArrayList<>())
                    .add(identity);
        }
        return groups;
    }
}
