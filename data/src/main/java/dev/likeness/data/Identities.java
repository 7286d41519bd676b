package dev.likeness.data;

import dev.likeness.measure.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Groups pictures by identity. Sorted, so that the order of a list does not influence what is drawn from it. */
public final class Identities {
    private Identities() {}

    /** Each identity and its pictures, sorted by name. */
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

    /** The pictures of an identity that can be the first of a pair: in data of two kinds, those of the first kind. */
    static List<LabelledPicture> firsts(List<LabelledPicture> identity) {
        return without(Side.B, identity);
    }

    /** The pictures of an identity that can be the second of a pair. */
    static List<LabelledPicture> seconds(List<LabelledPicture> identity) {
        return without(Side.A, identity);
    }

    private static List<LabelledPicture> without(Side kind, List<LabelledPicture> identity) {
        return identity.stream().anyMatch(picture -> picture.kind() == kind)
                ? identity.stream().filter(picture -> picture.kind() != kind).toList()
                : identity;
    }

    /** Whether an identity has a matching pair. */
    public static boolean canMatch(List<LabelledPicture> identity) {
        return identity.size() >= 2
                && !firsts(identity).isEmpty()
                && !seconds(identity).isEmpty();
    }

    /** Each group and its identities, as lists of pictures. An identity belongs to the group of its first picture. */
    static SortedMap<String, List<List<LabelledPicture>>> byGroup(Iterable<List<LabelledPicture>> identities) {
        SortedMap<String, List<List<LabelledPicture>>> groups = new TreeMap<>();
        for (List<LabelledPicture> identity : identities) {
            groups.computeIfAbsent(identity.get(0).group(), group -> new ArrayList<>())
                    .add(identity);
        }
        return groups;
    }
}
