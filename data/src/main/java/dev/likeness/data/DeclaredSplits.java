package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the owner of a data set divided it: by folders {@code train}, {@code val} and {@code test}, or by the column
 * {@code split} of a list of pairs.
 *
 * <p>The identities of two splits may be the same or others. Where they are the same, figures that are measured on one
 * split after training on another tell of new pictures of known identities; only where they differ do they tell of new
 * identities. {@link Share#alsoTrained} counts which it is.
 */
public final class DeclaredSplits {
    private final Map<SplitName, List<LabelledPicture>> pictures;

    private DeclaredSplits(Map<SplitName, List<LabelledPicture>> pictures) {
        this.pictures = pictures;
    }

    /**
     * What is in one split.
     *
     * @param pictures how many
     * @param identities how many
     * @param matching identities with two pictures or more in this split
     * @param alsoTrained identities that are in the split {@code train} as well
     */
    public record Share(SplitName split, int pictures, int identities, int matching, int alsoTrained) {}

    /** The splits of a data set; none where it is not divided. */
    public static DeclaredSplits of(DataSet data) {
        Map<SplitName, List<LabelledPicture>> splits = new EnumMap<>(SplitName.class);
        if (data instanceof Classes classes) {
            for (LabelledPicture picture : classes.pictures()) {
                SplitName split = classes.splits().get(picture.name());
                if (split != null) {
                    splits.computeIfAbsent(split, name -> new ArrayList<>()).add(picture);
                }
            }
        } else if (data instanceof Pairs pairs) {
            Map<SplitName, Map<String, LabelledPicture>> named = new EnumMap<>(SplitName.class);
            pairs.splits()
                    .forEach((row, word) -> SplitName.of(word).ifPresent(split -> {
                        PicturePair pair = pairs.pairs().get(row);
                        Map<String, LabelledPicture> own = named.computeIfAbsent(split, name -> new TreeMap<>());
                        own.put(pair.a().name(), pair.a());
                        own.put(pair.b().name(), pair.b());
                    }));
            named.forEach((split, own) -> splits.put(split, List.copyOf(own.values())));
        }
        return new DeclaredSplits(splits);
    }

    /** Whether the data are not divided. */
    public boolean isEmpty() {
        return pictures.isEmpty();
    }

    /** The splits that there are, in the order of {@link SplitName}. */
    public Set<SplitName> names() {
        return pictures.keySet();
    }

    /** The pictures of a split; none where it is absent. */
    public List<LabelledPicture> pictures(SplitName split) {
        return pictures.getOrDefault(split, List.of());
    }

    /** The split that is there to judge by: {@code test}, else {@code validation}. */
    public Optional<SplitName> judgedBy() {
        return pictures.containsKey(SplitName.TEST)
                ? Optional.of(SplitName.TEST)
                : Optional.of(SplitName.VALIDATION).filter(pictures::containsKey);
    }

    /** The pictures of the split to judge by. */
    List<LabelledPicture> judged(String data) {
        SplitName split = judgedBy()
                .orElseThrow(
                        () -> new InputException(
                                data + ": all its pictures are of the split 'train', and judging a"
                                        + " model by what it was trained on tells nothing; add a split 'test', or choose with --split"));
        return pictures(split);
    }

    /** What is in each split. */
    public List<Share> shares() {
        return names().stream().map(this::share).toList();
    }

    /** What is in one split. */
    public Share share(SplitName split) {
        Map<String, List<LabelledPicture>> own = Identities.of(pictures(split));
        Set<String> trained = identities(SplitName.TRAIN);
        return new Share(
                split,
                pictures(split).size(),
                own.size(),
                (int) own.values().stream().filter(Identities::canMatch).count(),
                (int) own.keySet().stream().filter(trained::contains).count());
    }

    private Set<String> identities(SplitName split) {
        return pictures(split).stream().map(LabelledPicture::identity).collect(Collectors.toCollection(HashSet::new));
    }
}
