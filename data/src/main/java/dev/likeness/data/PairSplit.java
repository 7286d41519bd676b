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
 * Pairs to learn from and pairs to judge by; no picture is on both sides.
 *
 * @param train pairs that are learnt from
 * @param heldOut pairs that they are judged by
 */
public record PairSplit(List<PicturePair> train, List<PicturePair> heldOut) {
    public PairSplit {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Splits pairs as their {@code split} column says ({@code train} against {@code validation}; {@code test} is left
     * out), or, where there is none, or it says {@code train} and {@code test} only, those to train on by identity as {@link Split#byIdentity} does; pairs whose pictures come to lie on
     * different sides are then left out.
     *
     * @param share of the identities that is held out where there is no column, between 0 and 1, both excluded
     * @throws InputException if a picture is on both sides (it is named), or a side has no match or no non-match
     */
    public static PairSplit of(Pairs pairs, double share, long seed) {
        Collection<String> words = pairs.splits().values();
        PairSplit split = words.isEmpty()
                ? byIdentity(pairs, share, seed)
                : words.contains("train") && words.contains("test") && !words.contains("validation")
                        ? byIdentity((Pairs) DataSubset.ofSplit(pairs, SplitName.TRAIN), share, seed)
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
        Split.refuseCopies(PicturePair.pictures(train), PicturePair.pictures(heldOut));
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
        long matches = side.stream().filter(PicturePair::match).count();
        if (matches == 0 || matches == side.size()) {
            throw new InputException(name + ": the " + word + " side has " + matches + " matches and "
                    + (side.size() - matches)
                    + " non-matches; both sides need some of each; add pairs, or set the column split");
        }
    }
}
