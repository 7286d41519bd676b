package dev.likeness.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pictures put together by what they show. Sorted, so that the order of a list does not change what is drawn from it. */
final class Identities {
    private Identities() {}

    /** Each identity and its pictures, those sorted by name. */
    static SortedMap<String, List<LabelledPicture>> of(List<LabelledPicture> pictures) {
        SortedMap<String, List<LabelledPicture>> identities = new TreeMap<>();
        for (LabelledPicture picture : pictures) {
            identities
                    .computeIfAbsent(picture.identity(), identity -> new ArrayList<>())
                    .add(picture);
        }
        identities.values().forEach(list -> list.sort((a, b) -> a.name().compareTo(b.name())));
        return identities;
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
