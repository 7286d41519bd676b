package dev.likeness.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Non-matching pairs that share no identity with each other, so that their scores are independent: required for a bound on
 * the false-match rate.
 */
final class DisjointPairs {
    /** Twice as many as a rate of 0.1 % needs; more would cost time without adding information. */
    private static final int MAX_IDENTITIES = 12_000;

    private DisjointPairs() {}

    /**
     * Draws about half as many pairs as there are identities, each identity in at most one pair. As in
     * {@link VerificationPairs}, pairs alternate between the same group and another group, while such identities remain.
     *
     * @return empty if there are fewer than two identities
     */
    public static List<PicturePair> draw(List<LabelledPicture> pictures, long seed) {
        Random random = SeededRandom.of(seed, 3);
        List<List<LabelledPicture>> left =
                new ArrayList<>(Identities.of(pictures).values());
        SeededRandom.shuffle(left, random);
        if (left.size() > MAX_IDENTITIES) {
            left.subList(MAX_IDENTITIES, left.size()).clear();
        }
        List<PicturePair> pairs = new ArrayList<>();
        while (left.size() > 1) {
            List<LabelledPicture> one = left.remove(left.size() - 1);
            if (Identities.firsts(one).isEmpty()) {
                continue;
            }
            int other = partner(left, one.get(0).group(), pairs.size() % 2 == 0);
            if (other >= 0) {
                LabelledPicture a = SeededRandom.pick(Identities.firsts(one), random);
                LabelledPicture b = SeededRandom.pick(Identities.seconds(left.remove(other)), random);
                pairs.add(new PicturePair(a, b, false));
            }
        }
        return List.copyOf(pairs);
    }

    /** The last identity of the same or another group; otherwise the last one; -1 if none has a picture for side b. */
    private static int partner(List<List<LabelledPicture>> left, String group, boolean within) {
        int any = -1;
        for (int i = left.size() - 1; i >= 0; i--) {
            if (!Identities.seconds(left.get(i)).isEmpty()) {
                if (left.get(i).get(0).group().equals(group) == within) {
                    return i;
                }
                any = any < 0 ? i : any;
            }
        }
        return any;
    }

    /** Non-matching pairs among the given ones, in random order, without pairs whose identities are used already. */
    public static List<PicturePair> among(List<PicturePair> pairs, long seed) {
        List<PicturePair> others =
                new ArrayList<>(pairs.stream().filter(pair -> !pair.match()).toList());
        SeededRandom.shuffle(others, SeededRandom.of(seed, 3));
        Set<String> seen = new HashSet<>();
        List<PicturePair> disjoint = new ArrayList<>();
        for (PicturePair pair : others) {
            String a = pair.a().identity();
            String b = pair.b().identity();
            if (!a.equals(b) && !seen.contains(a) && !seen.contains(b)) {
                seen.add(a);
                seen.add(b);
                disjoint.add(pair);
            }
        }
        return List.copyOf(disjoint);
    }
}
