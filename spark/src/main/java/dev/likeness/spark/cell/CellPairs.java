package dev.likeness.spark.cell;

import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Finds the candidates of one cell: pairs that are in each other's shortlist, and that the head scores high enough. */
final class CellPairs {
    private static final int PAIRS_AT_ONCE = 512;

    private final Measure measure;
    private final PairSearch search;
    private final long cell;
    private final List<CellMember> members;
    private final List<Code> codes = new ArrayList<>();
    private final List<float[]> units = new ArrayList<>();
    private final long[][] cells;

    /** @param placed the members of one cell, each once, by ascending position */
    CellPairs(Measure measure, PairSearch search, long cell, List<CellSearch.Placed> placed) {
        this.measure = measure;
        this.search = search;
        this.cell = cell;
        this.members = placed.stream().map(CellSearch.Placed::picture).toList();
        this.cells = placed.stream().map(CellSearch.Placed::cells).toArray(long[][]::new);
        for (CellMember member : members) {
            Code code = Code.fromBytes(member.code());
            codes.add(code);
            units.add(UnitEmbedding.of(code));
        }
    }

    /** A pair that meets in several cells is compared in the first of them only. */
    private boolean isOurs(int i, int j) {
        long[] a = cells[i];
        long[] b = cells[j];
        int x = 0;
        int y = 0;
        while (a[x] != b[y]) { // they share at least this cell
            if (a[x] < b[y]) {
                x++;
            } else {
                y++;
            }
        }
        return a[x] == cell;
    }

    /** A neighbour in a shortlist. */
    private record Near(int number, float cosine) {}

    /** The nearest of those that were offered; among equally near ones the one with the smaller number. */
    private static final class Shortlist {
        private final int most;
        private final PriorityQueue<Near> farthestFirst = new PriorityQueue<>((a, b) -> {
            int order = Float.compare(a.cosine(), b.cosine());
            return order != 0 ? order : Integer.compare(b.number(), a.number());
        });

        Shortlist(int most) {
            this.most = most;
        }

        void offer(int number, float cosine) {
            if (farthestFirst.size() < most) {
                farthestFirst.add(new Near(number, cosine));
                return;
            }
            Near farthest = farthestFirst.peek();
            if (farthest != null && cosine > farthest.cosine()) {
                farthestFirst.poll();
                farthestFirst.add(new Near(number, cosine));
            }
        }

        int[] numbers() {
            return farthestFirst.stream().mapToInt(Near::number).sorted().toArray();
        }
    }

    /** Calls back for each candidate, the better picture first. */
    void forEach(Consumer<CandidatePair> action) {
        if (search.acrossCollections()) {
            acrossCollections(action);
        } else {
            withinCollection(action);
        }
    }

    /** A picture of the second collection and its nearest ones of the first, which come first in the cell. */
    private void acrossCollections(Consumer<CandidatePair> action) {
        int first = 0;
        while (first < members.size() && members.get(first).collection() == 0) {
            first++;
        }
        InnerProducts products = new InnerProducts(units.subList(0, first));
        List<int[]> pairs = new ArrayList<>();
        for (int i = first; i < members.size(); i++) {
            int query = i;
            Shortlist shortlist = new Shortlist(search.shortlist());
            products.with(units.get(i), 0, (other, cosine) -> {
                if (isOurs(query, other)) {
                    shortlist.offer(other, cosine);
                }
            });
            for (int other : shortlist.numbers()) {
                pairs.add(new int[] {other, i});
            }
            if (pairs.size() >= PAIRS_AT_ONCE) {
                score(pairs, action);
            }
        }
        score(pairs, action);
    }

    private void withinCollection(Consumer<CandidatePair> action) {
        int n = members.size();
        Shortlist[] shortlists = new Shortlist[n];
        for (int i = 0; i < n; i++) {
            shortlists[i] = new Shortlist(search.shortlist());
        }
        InnerProducts products = new InnerProducts(units);
        for (int i = 0; i < n; i++) {
            int query = i;
            products.with(units.get(i), i + 1, (other, cosine) -> {
                if (isOurs(query, other)) {
                    shortlists[query].offer(other, cosine);
                    shortlists[other].offer(query, cosine);
                }
            });
        }
        int[][] near = new int[n][];
        for (int i = 0; i < n; i++) {
            near[i] = shortlists[i].numbers();
        }
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int other : near[i]) {
                if (other > i && Arrays.binarySearch(near[other], i) >= 0) {
                    pairs.add(new int[] {i, other});
                }
            }
            if (pairs.size() >= PAIRS_AT_ONCE) {
                score(pairs, action);
            }
        }
        score(pairs, action);
    }

    private void score(List<int[]> pairs, Consumer<CandidatePair> action) {
        if (pairs.isEmpty()) {
            return;
        }
        List<Code> a = pairs.stream().map(pair -> codes.get(pair[0])).toList();
        List<Code> b = pairs.stream().map(pair -> codes.get(pair[1])).toList();
        double[] scores = measure.compare(a, b);
        for (int p = 0; p < scores.length; p++) {
            if (scores[p] >= search.least()) {
                int[] pair = pairs.get(p);
                action.accept(new CandidatePair(cell, members.get(pair[0]), members.get(pair[1]), scores[p]));
            }
        }
        pairs.clear();
    }
}
