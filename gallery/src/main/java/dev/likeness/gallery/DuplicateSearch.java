package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.gallery.DuplicateGroup.Member;
import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.progress.Progress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups the duplicates of one view of an index.
 *
 * <p>Pictures with the same pixels are one for all that follows. {@link CopyGroups} groups the others.
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

    private void group(Candidates candidates) {
        CopyDecision decision = new CopyDecision(likeness, pictures.size());
        try (CopyConfirmation confirmation = new CopyConfirmation(pictures::get)) {
            CopyGroups copies = new CopyGroups(
                    new GalleryPairs(candidates, confirmation, decision, markedSame()),
                    candidates.thresholds(),
                    settings.mostAlike());
            for (int best = 0; best < pictures.size(); best++) {
                if (copies.isGrouped(best)) {
                    continue;
                }
                CopyGroups.Group group = copies.around(best);
                emit(best, group.members(), DuplicateKind.EDITED);
                if (settings.weakest() == DuplicateKind.ALIKE) {
                    emit(best, group.alike(), DuplicateKind.ALIKE);
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

    /** The pairs of this view, judged from the files of the pictures. */
    private final class GalleryPairs implements CopyGroups.Pairs {
        private final Candidates candidates;
        private final CopyConfirmation confirmation;
        private final CopyDecision decision;
        private final Map<Integer, Set<Integer>> markedSame;

        GalleryPairs(
                Candidates candidates,
                CopyConfirmation confirmation,
                CopyDecision decision,
                Map<Integer, Set<Integer>> markedSame) {
            this.candidates = candidates;
            this.confirmation = confirmation;
            this.decision = decision;
            this.markedSame = markedSame;
        }

        @Override
        public Collection<Integer> candidates(int picture) {
            return candidates.of(picture).keySet();
        }

        @Override
        public CopyGroups.Judgement judge(int original, int copy) {
            return decision.judge(candidates.score(original, copy), confirmation.of(original, copy));
        }

        @Override
        public Set<Integer> markedSame(int picture) {
            return markedSame.getOrDefault(picture, Set.of());
        }

        @Override
        public boolean markedDifferent(int a, int b) {
            return DuplicateSearch.this.markedDifferent(a, b);
        }
    }

    /** Adds a group, with all pictures that have the pixels of its members. */
    private void emit(int best, Map<Integer, CopyGroups.Found> found, DuplicateKind kind) {
        StoredPicture first = pictures.get(best);
        boolean alike = kind == DuplicateKind.ALIKE;
        double self = likeness.verdict(selfScore(first)).score();
        List<StoredPicture> all = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        all.add(first);
        members.add(member(first, first, DuplicateKind.EXACT, new CopyGroups.Found(self, false, Set.of())));
        if (!alike) {
            for (StoredPicture same : samePixels.get(best)) {
                all.add(same);
                members.add(member(first, same, DuplicateKind.EXACT, new CopyGroups.Found(self, false, Set.of())));
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

    private Member member(StoredPicture best, StoredPicture other, DuplicateKind kind, CopyGroups.Found found) {
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
