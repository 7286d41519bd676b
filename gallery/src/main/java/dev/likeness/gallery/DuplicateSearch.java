package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.gallery.DuplicateGroup.Member;
import dev.likeness.gallery.copy.CopyEvidence;
import dev.likeness.gallery.copy.CopyLabel;
import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.progress.Progress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Groups the duplicates of one view of an index.
 *
 * <p>Pictures with the same pixels are one for all that follows. From the best copy to the worst, each picture that is in no
 * group yet collects its candidates that the second check confirms, and the candidates of those. Each member is compared with
 * the best copy itself, so that a chain of similar pictures cannot join different ones.
 */
final class DuplicateSearch {
    private final Likeness likeness;
    private final IndexView view;
    private final DuplicateSettings settings;
    private final Map<MarkedPair, Mark> marks;
    private final Progress progress;

    private final List<String> missing = new ArrayList<>();
    private final List<StoredPicture> pictures =
            new ArrayList<>(); // one of each set with the same pixels, the best first
    private final List<List<StoredPicture>> samePixels = new ArrayList<>(); // the others of the set
    private final List<DuplicateGroup> groups = new ArrayList<>();

    DuplicateSearch(
            Likeness likeness,
            IndexView view,
            DuplicateSettings settings,
            Map<MarkedPair, Mark> marks,
            Progress progress) {
        this.likeness = likeness;
        this.view = view;
        this.settings = settings;
        this.marks = marks;
        this.progress = progress;
    }

    Duplicates find() {
        int[] documents = collect();
        CopyThresholds thresholds = CopyThresholds.NONE;
        if (settings.weakest() == DuplicateKind.EXACT) {
            for (int i = 0; i < pictures.size(); i++) {
                emit(i, Map.of(), DuplicateKind.EXACT);
            }
        } else {
            Candidates candidates = Candidates.of(likeness, view, documents, progress);
            thresholds = candidates.thresholds();
            group(candidates);
        }
        groups.sort(Comparator.comparing(DuplicateGroup::kind)
                .thenComparing(group -> group.best().toString()));
        long compared =
                pictures.size() + samePixels.stream().mapToLong(List::size).sum();
        return new Duplicates(groups, compared, missing, thresholds);
    }

    /** Sorts the pictures and joins those with the same pixels; returns the documents of the first of each set. */
    private int[] collect() {
        Map<String, Integer> documents = new LinkedHashMap<>();
        List<StoredPicture> all = new ArrayList<>();
        view.forEach(document -> {
            StoredPicture picture = view.picture(document);
            if (Files.exists(picture.location())) {
                all.add(picture);
                documents.put(picture.path(), document);
            } else {
                missing.add(picture.path());
            }
        });
        Comparator<StoredPicture> bestFirst = BestCopy.bestFirst(settings.bestCopy());
        var reference = settings.reference();
        if (reference != null) {
            Comparator<StoredPicture> referenceFirst = Comparator.comparing(picture -> !reference.test(picture));
            bestFirst = referenceFirst.thenComparing(bestFirst);
        }
        all.sort(bestFirst);
        Map<String, Integer> byPixels = new LinkedHashMap<>();
        List<Integer> firsts = new ArrayList<>();
        for (StoredPicture picture : all) {
            Integer first = byPixels.putIfAbsent(picture.image().pixels(), pictures.size());
            if (first == null) {
                pictures.add(picture);
                samePixels.add(new ArrayList<>());
                firsts.add(documents.get(picture.path()));
            } else {
                samePixels.get(first).add(picture);
            }
        }
        return firsts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What was found for a member of a group. */
    private record Found(double score, boolean marked, Set<CopyLabel> labels) {}

    private void group(Candidates candidates) {
        BitSet grouped = new BitSet();
        Map<Integer, Set<Integer>> markedSame = markedSame();
        CopyDecision decision = new CopyDecision(likeness, pictures.size());
        try (CopyConfirmation confirmation = new CopyConfirmation(pictures::get)) {
            for (int best = 0; best < pictures.size(); best++) {
                if (grouped.get(best)) {
                    continue;
                }
                Star star = new Star(best, candidates, confirmation, decision, grouped, markedSame);
                Map<Integer, Found> members = star.collect();
                grouped.set(best);
                members.keySet().forEach(grouped::set);
                emit(best, members, DuplicateKind.EDITED);
                if (settings.weakest() == DuplicateKind.ALIKE) {
                    emit(best, star.alike(), DuplicateKind.ALIKE);
                }
                progress.at(best + 1L, pictures.size(), "pictures grouped");
            }
        }
    }

    /** The pairs that people marked as the same, by positions. */
    private Map<Integer, Set<Integer>> markedSame() {
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            positions.put(pictures.get(i).file().content(), i);
            for (StoredPicture other : samePixels.get(i)) {
                positions.put(other.file().content(), i);
            }
        }
        Map<Integer, Set<Integer>> same = new LinkedHashMap<>();
        marks.forEach((pair, mark) -> {
            Integer a = positions.get(pair.first());
            Integer b = positions.get(pair.second());
            if (mark.same() && a != null && b != null && !a.equals(b)) {
                same.computeIfAbsent(a, x -> new LinkedHashSet<>()).add(b);
                same.computeIfAbsent(b, x -> new LinkedHashSet<>()).add(a);
            }
        });
        return same;
    }

    private boolean markedDifferent(int a, int b) {
        if (marks.isEmpty()) {
            return false;
        }
        Mark mark = marks.get(MarkedPair.of(
                pictures.get(a).file().content(), pictures.get(b).file().content()));
        return mark != null && !mark.same();
    }

    /** The search for the copies of one best picture. */
    private final class Star {
        private final int best;
        private final Candidates candidates;
        private final CopyConfirmation confirmation;
        private final CopyDecision decision;
        private final BitSet grouped;
        private final Map<Integer, Set<Integer>> markedSame;
        private final BitSet seen = new BitSet();
        private final Map<Integer, Found> unconfirmed = new LinkedHashMap<>();

        Star(
                int best,
                Candidates candidates,
                CopyConfirmation confirmation,
                CopyDecision decision,
                BitSet grouped,
                Map<Integer, Set<Integer>> markedSame) {
            this.best = best;
            this.candidates = candidates;
            this.confirmation = confirmation;
            this.decision = decision;
            this.grouped = grouped;
            this.markedSame = markedSame;
            seen.set(best);
        }

        Map<Integer, Found> collect() {
            Map<Integer, Found> members = new LinkedHashMap<>();
            List<Integer> next = List.of(best);
            while (!next.isEmpty()) {
                Set<Integer> around = new LinkedHashSet<>();
                next.forEach(member -> around.addAll(neighbours(member)));
                List<Integer> confirmed = check(around, members);
                next = confirmed;
            }
            return members;
        }

        private Collection<Integer> neighbours(int member) {
            Set<Integer> around = new LinkedHashSet<>(markedSame.getOrDefault(member, Set.of()));
            candidates.of(member).keySet().stream().sorted().forEach(around::add);
            around.removeIf(other -> seen.get(other) || grouped.get(other));
            around.forEach(seen::set);
            return around;
        }

        /** A picture that was compared with the best copy. */
        private record Checked(int other, double score, Optional<CopyEvidence> evidence) {}

        private List<Integer> check(Set<Integer> around, Map<Integer, Found> members) {
            List<Checked> checked = around.parallelStream()
                    .filter(other -> !markedDifferent(best, other))
                    .map(other -> new Checked(other, candidates.score(best, other), confirmation.of(best, other)))
                    .toList();
            List<Integer> confirmed = new ArrayList<>();
            List<Checked> doubtful = new ArrayList<>();
            for (Checked one : checked) {
                boolean marked = markedSame.getOrDefault(best, Set.of()).contains(one.other());
                if (marked || isCopy(one)) {
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
                } else if (one.score() >= candidates.thresholds().alike()) {
                    unconfirmed.put(one.other(), found(one, false));
                }
            }
            return confirmed;
        }

        private Found found(Checked one, boolean marked) {
            return new Found(
                    one.score(),
                    marked,
                    one.evidence().map(CopyEvidence::labels).orElse(Set.of()));
        }

        private boolean isCopy(Checked one) {
            return one.score() >= candidates.thresholds().certain()
                    || one.evidence()
                            .map(evidence -> decision.accepts(one.score(), evidence))
                            .orElse(false);
        }

        /** Whether the best copy itself agrees less well, but another member agrees well. */
        private boolean isSupported(Checked one, Set<Integer> members) {
            return one.evidence()
                            .map(evidence -> decision.acceptsWithSupport(one.score(), evidence))
                            .orElse(false)
                    && members.stream()
                            .filter(member -> candidates.of(member).containsKey(one.other()))
                            .anyMatch(member -> confirmation
                                    .of(member, one.other())
                                    .map(evidence -> decision.accepts(candidates.score(member, one.other()), evidence))
                                    .orElse(false));
        }

        /** The pictures that look most like the best one and were not confirmed. */
        Map<Integer, Found> alike() {
            Map<Integer, Found> nearest = new LinkedHashMap<>();
            unconfirmed.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Found>comparingByValue(Comparator.comparingDouble(Found::score))
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(settings.mostAlike())
                    .forEach(entry -> nearest.put(entry.getKey(), entry.getValue()));
            return nearest;
        }
    }

    /** Adds a group, with all pictures that have the pixels of its members. */
    private void emit(int best, Map<Integer, Found> found, DuplicateKind kind) {
        StoredPicture first = pictures.get(best);
        boolean alike = kind == DuplicateKind.ALIKE;
        double self = likeness.verdict(selfScore(first)).score();
        List<StoredPicture> all = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        all.add(first);
        members.add(member(first, first, DuplicateKind.EXACT, new Found(self, false, Set.of())));
        if (!alike) {
            for (StoredPicture same : samePixels.get(best)) {
                all.add(same);
                members.add(member(first, same, DuplicateKind.EXACT, new Found(self, false, Set.of())));
            }
        }
        found.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().score()))
                .forEach(entry -> {
                    List<StoredPicture> copies = new ArrayList<>(List.of(pictures.get(entry.getKey())));
                    copies.addAll(samePixels.get(entry.getKey()));
                    for (StoredPicture copy : copies) {
                        all.add(copy);
                        members.add(member(first, copy, kind, entry.getValue()));
                    }
                });
        if (members.size() > 1 && isWanted(all)) {
            DuplicateKind weakest = found.isEmpty() ? DuplicateKind.EXACT : kind;
            groups.add(new DuplicateGroup(weakest, first.location(), members));
        }
    }

    private double selfScore(StoredPicture picture) {
        int document = view.at(picture.path()).orElseThrow();
        return likeness.measure().compare(view.code(document), view.code(document));
    }

    private boolean isWanted(List<StoredPicture> members) {
        var reference = settings.reference();
        boolean crosses = reference == null
                || (members.stream().anyMatch(reference) && !members.stream().allMatch(reference));
        return crosses && members.stream().anyMatch(settings.filter());
    }

    private Member member(StoredPicture best, StoredPicture other, DuplicateKind kind, Found found) {
        return new Member(
                other.location(),
                kind,
                found.score(),
                likeness.verdict(found.score()).probability(),
                best.file().content().equals(other.file().content()),
                found.marked(),
                found.labels());
    }
}
