package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Training pictures and held-out pictures; no picture is on both sides, and no identity unless the owner of the data declared
 * the split.
 */
public record Split(List<LabelledPicture> train, List<LabelledPicture> heldOut) {
    /** With at least this many groups, whole groups are held out: a harder and more realistic test than single identities. */
    private static final int MIN_GROUPS = 5;

    /** Each side needs two identities with two pictures each, for matches and non-matches. */
    private static final int FEWEST = 2;

    public Split {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Makes a split of two lists of pictures.
     *
     * @throws InputException if an identity is on both sides, or a picture, by its name or its contents
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
        rejectCopies(train, heldOut);
        return new Split(train, heldOut);
    }

    /**
     * A split that the owner of the data declared: an identity may be on both sides, with other pictures.
     *
     * @throws InputException if the same picture is on both sides
     */
    static Split declared(List<LabelledPicture> train, List<LabelledPicture> heldOut) {
        rejectCopies(train, heldOut);
        return new Split(sorted(train), sorted(heldOut));
    }

    /** Rejects pictures with the same contents on both sides. */
    static void rejectCopies(List<LabelledPicture> train, List<LabelledPicture> heldOut) {
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
     * Holds out whole groups if there are at least five, otherwise identities, drawn by a seed and as close to the share as
     * possible.
     *
     * @param share of the identities that is held out, between 0 and 1, both excluded
     * @throws InputException if a side would have fewer than two identities with two or more pictures, or if the same
     *     picture would be on both sides
     */
    public static Split byIdentity(List<LabelledPicture> pictures, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new InputException(
                    "the held-out share is " + share + "; it must be between 0 and 1; 0.1 is a good start");
        }
        List<List<LabelledPicture>> identities =
                new ArrayList<>(Identities.of(pictures).values());
        rejectTooFew(identities);
        List<List<List<LabelledPicture>>> groups =
                new ArrayList<>(Identities.byGroup(identities).values());
        Random random = SeededRandom.of(seed);
        List<LabelledPicture> train = new ArrayList<>();
        List<LabelledPicture> heldOut = new ArrayList<>();
        if (groups.size() >= MIN_GROUPS) {
            SeededRandom.shuffle(groups, random);
            int held = closest(groups, share * identities.size());
            for (int i = 0; i < groups.size(); i++) {
                (i < held ? heldOut : train)
                        .addAll(groups.get(i).stream().flatMap(List::stream).toList());
            }
        }
        if (!isUsable(train) || !isUsable(heldOut)) { // no groups, or groups too small to form a side
            train.clear();
            heldOut.clear();
            SeededRandom.shuffle(identities, random);
            deal(identities.stream().filter(Identities::canMatch).toList(), share, FEWEST, train, heldOut);
            deal(identities.stream().filter(i -> !Identities.canMatch(i)).toList(), share, 0, train, heldOut);
        }
        return of(sorted(train), sorted(heldOut));
    }

    /** The number of leading groups whose identities together come closest to the requested number. */
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

    private static void rejectTooFew(List<List<LabelledPicture>> identities) {
        long matching = identities.stream().filter(Identities::canMatch).count();
        if (matching < 2 * FEWEST) {
            throw new InputException("the data have " + identities.size()
                    + (identities.size() == 1 ? " identity, " : " identities, ") + matching
                    + " of them with two or more pictures; a split needs 4 such identities"
                    + " (2 for training, 2 held out); add pictures, one folder per identity, or more"
                    + " photographs if there are no folders"
                    + (identities.size() == 2
                            ? "; or, if its two folders show the same things in two kinds, choose the format kinds"
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
