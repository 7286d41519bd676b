package dev.likeness.spark;

import dev.likeness.gallery.CopyGroups;
import dev.likeness.gallery.CopyGroups.Judgement;
import dev.likeness.spark.JudgedPairs.Judged;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What executors have found out about pairs, for grouping on the driver. A pair that nobody has judged yet counts as different,
 * and is noted, so that executors judge it and the grouping is repeated.
 */
final class CopyOracle implements CopyGroups.Pairs {
    private static final Judgement DIFFERENT = new Judgement(Double.NEGATIVE_INFINITY, false, false, Set.of());

    private final Map<Long, Judgement> known = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Integer>> candidates = new HashMap<>();
    private final Set<Long> unknown = ConcurrentHashMap.newKeySet();

    /** @param pairs candidates */
    CopyOracle(Collection<Judged> pairs) {
        for (Judged pair : pairs) {
            known.put(key(pair.a(), pair.b()), pair.judgement());
            candidates.computeIfAbsent(pair.a(), x -> new HashSet<>()).add(pair.b());
            candidates.computeIfAbsent(pair.b(), x -> new HashSet<>()).add(pair.a());
        }
    }

    private static long key(int original, int copy) {
        return (long) original << 32 | copy;
    }

    @Override
    public Collection<Integer> candidates(int picture) {
        return candidates.getOrDefault(picture, Set.of());
    }

    @Override
    public Judgement judge(int original, int copy) {
        Judgement judgement = known.get(key(original, copy));
        if (judgement == null) {
            unknown.add(key(original, copy));
            return DIFFERENT;
        }
        return judgement;
    }

    /** The pairs that were asked for and are not known, and forgets that they were. */
    List<int[]> takeUnknown() {
        List<int[]> pairs = unknown.stream()
                .sorted()
                .map(key -> new int[] {(int) (key >> 32), (int) (long) key})
                .toList();
        unknown.clear();
        return pairs;
    }

    /** Adds pairs that are no candidates. */
    void learn(Collection<Judged> pairs) {
        pairs.forEach(pair -> known.put(key(pair.a(), pair.b()), pair.judgement()));
    }
}
