package dev.likeness.gallery;

import dev.likeness.gallery.copy.CopyLabel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Forms groups around the best copies. Pictures are numbers, 0 is the best.
 *
 * <p>From the best picture to the worst, each one that is in no group yet collects its candidates that are copies of it, and
 * the candidates of those. Each member is compared with the best copy itself, so that a chain of similar pictures cannot join
 * different ones. Not thread-safe.
 */
public final class CopyGroups {
    /** What is known of pairs of pictures. Called from several threads. */
    public interface Pairs {
        /** The candidates of a picture. */
        Collection<Integer> candidates(int picture);

        /** The decision about two pictures; the order can matter a little. */
        Judgement judge(int original, int copy);

        /** The pictures that a person has marked as the same as this one. */
        default Set<Integer> markedSame(int picture) {
            return Set.of();
        }

        /** Whether a person has marked two pictures as different. */
        default boolean markedDifferent(int a, int b) {
            return false;
        }
    }

    /**
     * The decision about a pair.
     *
     * @param score of the model
     * @param confirmed whether score and second check together accept it as a copy
     * @param acceptedWithSupport whether they accept it if another member of the group agrees well
     * @param labels how the copy differs; empty if the second check did not confirm it
     */
    public record Judgement(double score, boolean confirmed, boolean acceptedWithSupport, Set<CopyLabel> labels) {
        public Judgement {
            labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels)); // in their order
        }
    }

    /** A member of a group, beside the best copy. */
    public record Found(double score, boolean marked, Set<CopyLabel> labels) {
        public Found {
            labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels)); // in their order
        }
    }

    /**
     * A group.
     *
     * @param best the best copy
     * @param members its copies; may be empty
     * @param alike pictures that look like the best copy and are not confirmed, the most alike first; they are in other
     *     groups, or in none
     */
    public record Group(int best, Map<Integer, Found> members, Map<Integer, Found> alike) {}

    private final Pairs pairs;
    private final CopyThresholds thresholds;
    private final int mostAlike;
    private final BitSet grouped = new BitSet();

    /** @param mostAlike the most pictures alike of a group, 0 or more */
    public CopyGroups(Pairs pairs, CopyThresholds thresholds, int mostAlike) {
        this.pairs = pairs;
        this.thresholds = thresholds;
        this.mostAlike = mostAlike;
    }

    /** Whether a picture is in a group already. */
    public boolean isGrouped(int picture) {
        return grouped.get(picture);
    }

    /**
     * Collects the copies of a picture that is in no group. Call it for the pictures in their order, the best first.
     *
     * @throws IllegalArgumentException if the picture is in a group
     */
    public Group around(int best) {
        if (grouped.get(best)) {
            throw new IllegalArgumentException("picture " + best + " is in a group already");
        }
        Star star = new Star(best);
        Map<Integer, Found> members = star.collect();
        grouped.set(best);
        members.keySet().forEach(grouped::set);
        return new Group(best, members, star.alike());
    }

    /** No picture before this one joins a group from now on: each of them was looked at, or has no copy. */
    public void passOver(int before) {
        grouped.set(0, before);
    }

    /** The search for the copies of one best picture. */
    private final class Star {
        private final int best;
        private final Set<Integer> markedSame;
        private final BitSet seen = new BitSet();
        private final Map<Integer, Found> unconfirmed = new LinkedHashMap<>();

        Star(int best) {
            this.best = best;
            this.markedSame = pairs.markedSame(best);
            seen.set(best);
        }

        Map<Integer, Found> collect() {
            Map<Integer, Found> members = new LinkedHashMap<>();
            List<Integer> next = List.of(best);
            while (!next.isEmpty()) {
                Set<Integer> around = new LinkedHashSet<>();
                next.forEach(member -> around.addAll(neighbours(member)));
                next = check(around, members);
            }
            return members;
        }

        private Collection<Integer> neighbours(int member) {
            Set<Integer> around = new LinkedHashSet<>(pairs.markedSame(member));
            around.addAll(new TreeSet<>(pairs.candidates(member)));
            around.removeIf(other -> seen.get(other) || grouped.get(other));
            around.forEach(seen::set);
            return around;
        }

        /** A picture that was compared with the best copy. */
        private record Checked(int other, Judgement judgement) {}

        private List<Integer> check(Set<Integer> around, Map<Integer, Found> members) {
            List<Checked> checked = around.parallelStream()
                    .filter(other -> !pairs.markedDifferent(best, other))
                    .map(other -> new Checked(other, pairs.judge(best, other)))
                    .toList();
            List<Integer> confirmed = new ArrayList<>();
            List<Checked> doubtful = new ArrayList<>();
            for (Checked one : checked) {
                boolean marked = markedSame.contains(one.other());
                Judgement judgement = one.judgement();
                if (marked || judgement.confirmed() || judgement.score() >= thresholds.certain()) {
                    members.put(one.other(), found(one, marked));
                    confirmed.add(one.other());
                } else {
                    doubtful.add(one);
                }
            }
            for (Checked one : doubtful) {
                if (isSupported(one, members.keySet())) {
                    members.put(one.other(), found(one, false));
                    confirmed.add(one.other());
                } else if (one.judgement().score() >= thresholds.alike()) {
                    unconfirmed.put(one.other(), found(one, false));
                }
            }
            return confirmed;
        }

        private static Found found(Checked one, boolean marked) {
            return new Found(one.judgement().score(), marked, one.judgement().labels());
        }

        /** Whether the best copy itself agrees less well, but another member agrees well. */
        private boolean isSupported(Checked one, Set<Integer> members) {
            return one.judgement().acceptedWithSupport()
                    && members.stream()
                            .filter(member -> pairs.candidates(member).contains(one.other()))
                            .anyMatch(member -> pairs.judge(member, one.other()).confirmed());
        }

        /** The pictures that look most like the best one and were not confirmed. */
        Map<Integer, Found> alike() {
            Map<Integer, Found> nearest = new LinkedHashMap<>();
            unconfirmed.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Found>comparingByValue(Comparator.comparingDouble(Found::score))
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(mostAlike)
                    .forEach(entry -> nearest.put(entry.getKey(), entry.getValue()));
            return nearest;
        }
    }
}
