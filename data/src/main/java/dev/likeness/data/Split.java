package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Pictures to learn from and pictures to judge by; no picture is on both sides, and no identity, except where the owner of
 * the data divided them.
 *
 * @param train what is learnt from
 * @param heldOut what it is judged by
 */
public record Split(List<LabelledPicture> train, List<LabelledPicture> heldOut) {
    /** From this many groups on, whole groups are held out: a harder and more honest test than loose identities. */
    private static final int ENOUGH_GROUPS = 5;

    /** Each side needs two identities to tell apart, with two pictures each to match. */
    private static final int FEWEST = 2;

    public Split {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Checks two lists of pictures and makes them a split.
     *
     * @throws InputException if an identity is on both sides, or a picture by its name or by its contents; it is named
     */
    public static Split of(List<LabelledPicture> train, List<LabelledPicture> heldOut) {
        Map<String, String> identities = new HashMap<>();
        Map<String, LabelledPicture> names = new HashMap<>();
        for (LabelledPicture picture : train) {
            identities.put(picture.identity(), picture.name());
            names.put(picture.name(), picture);
        }
        for (LabelledPicture picture : heldOut) {
            if (names.containsKey(picture.name())) {
                throw new InputException(
                        "the picture " + picture.name() + " is on both sides of the split; remove it from one");
            }
            if (identities.containsKey(picture.identity())) {
                throw new InputException("the identity " + picture.identity() + " is on both sides of the split ("
                        + identities.get(picture.identity()) + " and " + picture.name()
                        + "); move all its pictures to one");
            }
        }
        refuseCopies(train, heldOut);
        return new Split(train, heldOut);
    }

    /**
     * A split as the owner of the data made it: an identity may be on both sides, with other pictures.
     *
     * @throws InputException if the same picture is on both sides; it is named
     */
    static Split declared(List<LabelledPicture> train, List<LabelledPicture> heldOut) {
        refuseCopies(train, heldOut);
        return new Split(sorted(train), sorted(heldOut));
    }

    /** Refuses pictures on both sides that are the same by their contents. */
    static void refuseCopies(List<LabelledPicture> train, List<LabelledPicture> heldOut) {
        Map<String, List<LabelledPicture>> contents = new HashMap<>();
        for (LabelledPicture picture : train) {
            contents.computeIfAbsent(picture.source().contentKey(), key -> new ArrayList<>(1))
                    .add(picture);
        }
        for (LabelledPicture picture : heldOut) {
            for (LabelledPicture other : contents.getOrDefault(picture.source().contentKey(), List.of())) {
                if (ContentKey.same(picture, other)) {
                    throw new InputException("the same picture is on both sides of the split, as " + other.name()
                            + " and as " + picture.name() + "; remove one of them");
                }
            }
        }
    }

    /**
     * Holds out whole groups if there are at least five, else identities: those that a seed picks, as close to the share
     * as they come.
     *
     * @param share of the identities that is held out, between 0 and 1, both excluded
     * @throws InputException if one of the sides would have fewer than two identities with two pictures or more, or if
     *     the same picture would be on both sides
     */
    public static Split byIdentity(List<LabelledPicture> pictures, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new InputException(
                    "the held-out share is " + share + "; it must lie between 0 and 1; 0.1 is a good start");
        }
        List<List<LabelledPicture>> identities =
                new ArrayList<>(Identities.of(pictures).values());
        refuseTooFew(identities);
        List<List<List<LabelledPicture>>> groups =
                new ArrayList<>(Identities.byGroup(identities).values());
        Random random = SeededRandom.of(seed);
        List<LabelledPicture> train = new ArrayList<>();
        List<LabelledPicture> heldOut = new ArrayList<>();
        if (groups.size() >= ENOUGH_GROUPS) {
            SeededRandom.shuffle(groups, random);
            int held = closest(groups, share * identities.size());
            for (int i = 0; i < groups.size(); i++) {
                (i < held ? heldOut : train)
                        .addAll(groups.get(i).stream().flatMap(List::stream).toList());
            }
        }
        if (!isUsable(train) || !isUsable(heldOut)) { // no groups, or groups too poor to be a side of their own
            train.clear();
            heldOut.clear();
            SeededRandom.shuffle(identities, random);
            deal(identities.stream().filter(Identities::canMatch).toList(), share, FEWEST, train, heldOut);
            deal(identities.stream().filter(i -> !Identities.canMatch(i)).toList(), share, 0, train, heldOut);
        }
        return of(sorted(train), sorted(heldOut));
    }

    /** How many of the first groups have, taken together, a number of identities closest to the wanted one. */
    private static int closest(List<List<List<LabelledPicture>>> groups, double wanted) {
        int best = 1;
        double bestOff = Double.POSITIVE_INFINITY;
        int sum = 0;
        for (int i = 1; i < groups.size(); i++) {
            sum += groups.get(i - 1).size();
            double off = Math.abs(sum - wanted);
            if (off < bestOff) {
                best = i;
                bestOff = off;
            }
        }
        return best;
    }

    private static void deal(
            List<List<LabelledPicture>> identities,
            double share,
            int fewest,
            List<LabelledPicture> train,
            List<LabelledPicture> heldOut) {
        int held = (int) Math.round(share * identities.size());
        held = Math.max(fewest, Math.min(held, identities.size() - fewest));
        for (int i = 0; i < identities.size(); i++) {
            (i < held ? heldOut : train).addAll(identities.get(i));
        }
    }

    private static void refuseTooFew(List<List<LabelledPicture>> identities) {
        long matching = identities.stream().filter(Identities::canMatch).count();
        if (matching < 2 * FEWEST) {
            throw new InputException("the data has " + identities.size()
                    + (identities.size() == 1 ? " identity, " : " identities, ") + matching
                    + " of them with two pictures or more; holding some out needs 4 such identities"
                    + " (2 to learn from, 2 to judge by); add pictures, each identity in a folder of its own, or more"
                    + " photographs where there are no folders"
                    + (identities.size() == 2
                            ? "; or, if its two folders show the same things in two kinds, name the format kinds"
                            : ""));
        }
    }

    private static boolean isUsable(List<LabelledPicture> side) {
        return Identities.of(side).values().stream()
                        .filter(Identities::canMatch)
                        .count()
                >= FEWEST;
    }

    private static List<LabelledPicture> sorted(List<LabelledPicture> pictures) {
        return pictures.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }
}
