package dev.likeness.data;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws pairs for verification from labelled pictures: half of them matches, half non-matches. */
public final class VerificationPairs {
    /** The number of attempts to draw a new pair before the pool counts as exhausted. */
    private static final int TRIES = 50;

    private VerificationPairs() {}

    /**
     * Draws pairs, none twice. Identities take turns, so that large identities do not dominate. Non-matches alternate between
     * an identity of the same group (harder: letters of one alphabet) and of another group; with a single group, or a single
     * identity in a group, the other identity is any. In data of two kinds, {@code a} is of the first kind and {@code b} of
     * the second.
     *
     * @param count the number of pairs, at least 2; half of them, rounded down, match. If the data have fewer matching
     *     pairs, fewer pairs are drawn, half of them matches
     * @return matches and non-matches alternately
     * @throws InputException if the data have no matching pair, or only one identity
     */
    public static List<PicturePair> draw(List<LabelledPicture> pictures, int count, long seed) {
        List<List<LabelledPicture>> identities =
                List.copyOf(Identities.of(pictures).values());
        List<List<LabelledPicture>> matching =
                identities.stream().filter(Identities::canMatch).toList();
        if (count < 2 || matching.isEmpty() || identities.size() < 2) {
            throw new InputException(count + " verification pairs were requested from " + identities.size()
                    + " identities, " + matching.size()
                    + " of them with two or more pictures; at least 2 pairs, 2 identities and 1 with two pictures are"
                    + " needed; add pictures, one folder per identity");
        }
        List<PicturePair> matches = matches(matching, count / 2, SeededRandom.of(seed, 1));
        List<PicturePair> others = others(identities, matches.size(), SeededRandom.of(seed, 2));
        List<PicturePair> pairs = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            pairs.add(matches.get(i));
            pairs.add(others.get(i));
        }
        return List.copyOf(pairs);
    }

    /** The number of distinct matching pairs: a draw returns at most twice this number of pairs. */
    public static long matching(List<LabelledPicture> pictures) {
        return Identities.of(pictures).values().stream()
                .mapToLong(VerificationPairs::matchingOf)
                .sum();
    }

    private static long matchingOf(List<LabelledPicture> identity) {
        long firsts = Identities.firsts(identity).size();
        long seconds = Identities.seconds(identity).size();
        long all = identity.size();
        return firsts == all && seconds == all ? all * (all - 1) / 2 : firsts * seconds;
    }

    private static List<PicturePair> matches(List<List<LabelledPicture>> identities, int count, Random random) {
        List<List<LabelledPicture>> turn = new ArrayList<>(identities);
        List<PicturePair> pairs = new ArrayList<>();
        Set<Set<String>> drawn = new HashSet<>();
        while (pairs.size() < count && !turn.isEmpty()) {
            SeededRandom.shuffle(turn, random);
            List<List<LabelledPicture>> next = new ArrayList<>(); // without identities whose pairs are exhausted
            for (List<LabelledPicture> identity : turn) {
                if (pairs.size() == count) {
                    break;
                }
                if (addPair(identity, identity, drawn, pairs, random)) {
                    next.add(identity);
                }
            }
            turn = next;
        }
        return pairs;
    }

    private static List<PicturePair> others(List<List<LabelledPicture>> identities, int count, Random random) {
        List<List<LabelledPicture>> turn = new ArrayList<>(
                identities.stream().filter(i -> !Identities.firsts(i).isEmpty()).toList());
        List<List<LabelledPicture>> all = identities.stream()
                .filter(i -> !Identities.seconds(i).isEmpty())
                .toList();
        var groups = Identities.byGroup(all);
        List<PicturePair> pairs = new ArrayList<>();
        Set<Set<String>> drawn = new HashSet<>();
        for (int failed = 0; pairs.size() < count && failed < TRIES; ) {
            SeededRandom.shuffle(turn, random);
            int before = pairs.size();
            for (List<LabelledPicture> identity : turn) {
                if (pairs.size() == count) {
                    break;
                }
                String group = identity.get(0).group();
                List<List<LabelledPicture>> own = groups.getOrDefault(group, List.of());
                boolean elsewhere = all.size() > own.size();
                boolean within = own.size() > 1 && (!elsewhere || pairs.size() % 2 == 0);
                List<List<LabelledPicture>> pool = within ? own : all;
                if (pool.size() == 1 && pool.get(0) == identity) {
                    continue; // in data of two kinds, if all others lack the second kind
                }
                List<LabelledPicture> other = SeededRandom.pick(pool, random);
                while (other == identity
                        || (!within && elsewhere && other.get(0).group().equals(group))) {
                    other = SeededRandom.pick(pool, random);
                }
                addPair(identity, other, drawn, pairs, random);
            }
            failed = pairs.size() == before ? failed + 1 : 0;
        }
        return pairs;
    }

    private static boolean addPair(
            List<LabelledPicture> one,
            List<LabelledPicture> other,
            Set<Set<String>> drawn,
            List<PicturePair> pairs,
            Random random) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            LabelledPicture a = SeededRandom.pick(Identities.firsts(one), random);
            LabelledPicture b = SeededRandom.pick(Identities.seconds(other), random);
            if (!a.name().equals(b.name()) && drawn.add(Set.of(a.name(), b.name()))) {
                pairs.add(new PicturePair(a, b, one == other));
                return true;
            }
        }
        return false;
    }
}
