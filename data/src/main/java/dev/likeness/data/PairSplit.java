package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Training pairs and held-out pairs; no picture is on both sides.
 */
public record PairSplit(List<PicturePair> train, List<PicturePair> heldOut) {
    public PairSplit {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Splits pairs by their {@code split} column ({@code train} against {@code validation}; {@code test} is left out). If
     * there is no column, all pairs, and if it has {@code train} and {@code test} only, the training pairs, are split by
     * identity as {@link Split#byIdentity} does; pairs whose pictures are on different sides are then dropped.
     *
     * @param share of the identities that is held out if there is no column, between 0 and 1, both excluded
     * @throws InputException if a picture is on both sides, or a side lacks matches or non-matches
     */
    public static PairSplit of(Pairs pairs, double share, long seed) {
        Collection<String> words = pairs.splits().values();
        PairSplit split = words.isEmpty()
                ? byIdentity(pairs, share, seed)
                : words.contains("train") && words.contains("test") && !words.contains("validation")
                        ? byIdentity(pairs.split(SplitName.TRAIN), share, seed)
                        : byColumn(pairs);
        check(split.train, "train", pairs.name());
        check(split.heldOut, "validation", pairs.name());
        return split;
    }

    private static PairSplit byColumn(Pairs pairs) {
        Map<String, List<PicturePair>> sides = new HashMap<>();
        Map<String, String> sideOf = new HashMap<>();
        for (int i = 0; i < pairs.pairs().size(); i++) {
            PicturePair pair = pairs.pairs().get(i);
            String side = pairs.splits().getOrDefault(i, "train");
            sides.computeIfAbsent(side, word -> new ArrayList<>()).add(pair);
            for (LabelledPicture picture : List.of(pair.a(), pair.b())) {
                String other = sideOf.putIfAbsent(picture.name(), side);
                if (other != null && !other.equals(side)) {
                    throw new InputException(pairs.name() + ": the picture " + picture.name() + " is in pairs of "
                            + other + " and of " + side + "; a picture belongs to one split; move or remove its pairs");
                }
            }
        }
        List<PicturePair> train = sides.getOrDefault("train", List.of());
        List<PicturePair> heldOut = sides.getOrDefault("validation", List.of());
        Split.rejectCopies(PicturePair.pictures(train), PicturePair.pictures(heldOut));
        return new PairSplit(train, heldOut);
    }

    private static PairSplit byIdentity(Pairs pairs, double share, long seed) {
        Set<String> heldOut = new HashSet<>();
        for (LabelledPicture picture :
                Split.byIdentity(pairs.pictures(), share, seed).heldOut()) {
            heldOut.add(picture.name());
        }
        List<PicturePair> train = new ArrayList<>();
        List<PicturePair> held = new ArrayList<>();
        for (PicturePair pair : pairs.pairs()) {
            boolean a = heldOut.contains(pair.a().name());
            boolean b = heldOut.contains(pair.b().name());
            if (a && b) {
                held.add(pair);
            } else if (!a && !b) {
                train.add(pair);
            }
        }
        return new PairSplit(train, held);
    }

    private static void check(List<PicturePair> side, String word, String name) {
        if (!PicturePair.hasBothClasses(side)) {
            long matches = PicturePair.matches(side);
            throw new InputException(name + ": the " + word + " side has " + matches + " matches and "
                    + (side.size() - matches)
                    + " non-matches; each side needs matches and non-matches; add pairs, or set the column split");
        }
    }
}
