package dev.likeness.train.sampling;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.measure.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Training pictures by identity and group, as indices.
 *
 * @param firsts for each identity with a match, the pictures that can be the first of a pair
 * @param seconds for the same identities in the same order, the pictures that can be the second of a pair: the same
 *     pictures, unless the data are of two kinds; a photograph that is used in views appears twice
 * @param groups the identities of each group, by index; one group if the data have none
 * @param declaredNonMatches pairs of pictures that the data declare not to match
 */
public record TrainingPictures(
        List<int[]> firsts, List<int[]> seconds, List<int[]> groups, List<int[]> declaredNonMatches) {
    public TrainingPictures {
        firsts = List.copyOf(firsts);
        seconds = List.copyOf(seconds);
        groups = List.copyOf(groups);
        declaredNonMatches = List.copyOf(declaredNonMatches);
    }

    /**
     * Groups pictures by identity. Identities with only one picture, or with pictures of only one of two kinds, are
     * ignored: they have no match.
     *
     * @param all the pictures to train on; indices refer to this list
     * @param declared pairs whose non-matches are learned; pairs with a picture outside {@code all} are ignored
     */
    public static TrainingPictures of(List<LabelledPicture> all, List<PicturePair> declared) {
        Map<String, List<Integer>> byIdentity = new TreeMap<>();
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            byIdentity
                    .computeIfAbsent(all.get(i).identity(), identity -> new ArrayList<>())
                    .add(i);
            indices.put(all.get(i).name(), i);
        }
        List<int[]> firsts = new ArrayList<>();
        List<int[]> seconds = new ArrayList<>();
        Map<String, List<Integer>> byGroup = new TreeMap<>();
        for (List<Integer> same : byIdentity.values()) {
            int[] first = without(Side.B, same, all);
            int[] second = without(Side.A, same, all);
            if (same.size() >= 2 && first.length > 0 && second.length > 0) {
                byGroup.computeIfAbsent(all.get(same.get(0)).group(), group -> new ArrayList<>())
                        .add(firsts.size());
                firsts.add(first);
                seconds.add(second);
            }
        }
        List<int[]> declaredNonMatches = declared.stream()
                .filter(pair -> !pair.match()
                        && indices.containsKey(pair.a().name())
                        && indices.containsKey(pair.b().name()))
                .map(pair -> new int[] {
                    indices.get(pair.a().name()), indices.get(pair.b().name())
                })
                .toList();
        List<int[]> groups = byGroup.values().stream()
                .map(group -> group.stream().mapToInt(i -> i).toArray())
                .toList();
        return new TrainingPictures(firsts, seconds, groups, declaredNonMatches);
    }

    private static int[] without(Side kind, List<Integer> indices, List<LabelledPicture> all) {
        return indices.stream()
                .mapToInt(i -> i)
                .filter(i -> all.get(i).kind() != kind)
                .toArray();
    }

    /** The number of identities that are used. */
    public int identities() {
        return firsts.size();
    }

    /** Photographs: each is its own partner, in two views. */
    public static TrainingPictures ofPhotographs(int count) {
        List<int[]> each = IntStream.range(0, count)
                .mapToObj(photograph -> new int[] {photograph, photograph})
                .toList();
        return new TrainingPictures(
                each, each, List.of(IntStream.range(0, count).toArray()), List.of());
    }

    /** The number of pictures that are used. */
    public int count() {
        return (int) Stream.of(firsts, seconds, declaredNonMatches)
                .flatMap(List::stream)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .count();
    }
}
