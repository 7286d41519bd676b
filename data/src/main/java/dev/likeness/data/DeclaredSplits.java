package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The splits that the owner of a data set declared: by folders {@code train}, {@code val} and {@code test}, or by the
 * column {@code split} of a list of pairs.
 *
 * <p>Two splits may share identities or not. If they share them, results on one split after training on another are about
 * new pictures of known identities; otherwise they are about new identities. {@link Share#alsoTrained} counts the shared
 * ones.
 */
public final class DeclaredSplits {
    /** No splits. */
    public static final DeclaredSplits NONE = new DeclaredSplits(Map.of());

    private final SortedMap<SplitName, List<LabelledPicture>> pictures;

    /** @param pictures of each split that is declared */
    public DeclaredSplits(Map<SplitName, List<LabelledPicture>> pictures) {
        this.pictures = new TreeMap<>();
        pictures.forEach((split, own) -> this.pictures.put(split, List.copyOf(own)));
    }

    /**
     * The contents of one split.
     *
     * @param pictures the number of pictures
     * @param identities the number of identities
     * @param matching identities with two or more pictures in this split
     * @param alsoTrained identities that are in the split {@code train} as well
     */
    public record Share(SplitName split, int pictures, int identities, int matching, int alsoTrained) {}

    /** Whether no splits are declared. */
    public boolean isEmpty() {
        return pictures.isEmpty();
    }

    /** The declared splits, in the order of {@link SplitName}. */
    public Set<SplitName> names() {
        return pictures.keySet();
    }

    /** The pictures of a split; empty if it is not declared. */
    public List<LabelledPicture> pictures(SplitName split) {
        return pictures.getOrDefault(split, List.of());
    }

    /** The split to evaluate on: {@code test}, otherwise {@code validation}. */
    public Optional<SplitName> evaluationSplit() {
        return pictures.containsKey(SplitName.TEST)
                ? Optional.of(SplitName.TEST)
                : Optional.of(SplitName.VALIDATION).filter(pictures::containsKey);
    }

    /** The pictures of the split to evaluate on. */
    List<LabelledPicture> evaluationPictures(String data) {
        SplitName split = evaluationSplit()
                .orElseThrow(() -> new InputException(
                        data + ": all its pictures are in the split 'train', and results on training data say"
                                + " nothing about new data; add a split 'test', or choose with --split"));
        return pictures(split);
    }

    /** The contents of each split. */
    public List<Share> shares() {
        return names().stream().map(this::share).toList();
    }

    /** The contents of one split. */
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
