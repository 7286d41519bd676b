package dev.likeness.train.sampling;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
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
 * @param pictures of each identity, at least two, by index; a photograph seen in fresh views is there twice
 * @param groups identities of each group, by index; one group where the data have none
 * @param strangers pairs of pictures that the user has declared not to match
 */
public record TrainingPictures(List<int[]> pictures, List<int[]> groups, List<int[]> strangers) {
    public TrainingPictures {
        pictures = List.copyOf(pictures);
        groups = List.copyOf(groups);
        strangers = List.copyOf(strangers);
    }

    /**
     * Sorts pictures by what they show. Identities with one picture alone are left out: nothing matches it.
     *
     * @param all to train on; indices refer to this list
     * @param declared pairs whose non-matches are to be learned as such; pairs with a picture outside {@code all} are
     *     passed over
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
        List<int[]> pictures = new ArrayList<>();
        Map<String, List<Integer>> byGroup = new TreeMap<>();
        for (List<Integer> same : byIdentity.values()) {
            if (same.size() >= 2) {
                byGroup.computeIfAbsent(all.get(same.get(0)).group(), group -> new ArrayList<>())
                        .add(pictures.size());
                pictures.add(same.stream().mapToInt(i -> i).toArray());
            }
        }
        List<int[]> strangers = declared.stream()
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
        return new TrainingPictures(pictures, groups, strangers);
    }

    /** Photographs, each its own partner: two views of it are drawn whenever it is taken. */
    public static TrainingPictures ofPhotographs(int count) {
        List<int[]> each = IntStream.range(0, count)
                .mapToObj(photograph -> new int[] {photograph, photograph})
                .toList();
        return new TrainingPictures(each, List.of(IntStream.range(0, count).toArray()), List.of());
    }

    /** How many pictures can take part. */
    public int count() {
        return (int) Stream.concat(pictures.stream(), strangers.stream())
                .flatMapToInt(Arrays::stream)
                .distinct()
                .count();
    }
}
