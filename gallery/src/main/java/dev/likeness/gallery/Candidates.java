package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.gallery.index.IndexView;
import dev.likeness.gallery.index.Neighbour;
import dev.likeness.measure.Code;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The pairs of a gallery that may be copies: both pictures are in each other's shortlist, and the score of the model is above a
 * threshold that the gallery's own random pairs set.
 */
final class Candidates {
    private static final int QUERIES_AT_ONCE = 64;
    private static final int PAIRS_AT_ONCE = 512;

    private final Likeness likeness;
    private final IndexView view;
    private final int[] documents;
    private final List<Map<Integer, Double>> scores = new ArrayList<>();
    private CopyThresholds thresholds = new CopyThresholds(0, 0, 0);

    private Candidates(Likeness likeness, IndexView view, int[] documents) {
        this.likeness = likeness;
        this.view = view;
        this.documents = documents;
    }

    /**
     * Finds them.
     *
     * @param documents the pictures to compare; results use their positions in this array
     */
    static Candidates of(Likeness likeness, IndexView view, int[] documents, Progress progress) {
        Candidates candidates = new Candidates(likeness, view, documents);
        candidates.thresholds = CopyThresholds.of(
                candidates.scores(RandomPairs.among(documents.length)),
                documents.length,
                likeness.verdict(0).threshold());
        candidates.find(progress);
        return candidates;
    }

    CopyThresholds thresholds() {
        return thresholds;
    }

    /** The candidates for a picture, by position, with their scores. */
    Map<Integer, Double> of(int position) {
        return scores.get(position);
    }

    /** The score of any pair, by positions. */
    double score(int a, int b) {
        Double known = scores.get(a).get(b);
        return known != null ? known : likeness.measure().compare(code(a), code(b));
    }

    private Code code(int position) {
        return view.code(documents[position]);
    }

    private double[] scores(List<int[]> pairs) {
        double[] all = new double[pairs.size()];
        int batches = (pairs.size() + PAIRS_AT_ONCE - 1) / PAIRS_AT_ONCE;
        IntStream.range(0, batches).parallel().forEach(batch -> {
            int from = batch * PAIRS_AT_ONCE;
            List<int[]> some = pairs.subList(from, Math.min(pairs.size(), from + PAIRS_AT_ONCE));
            Map<Integer, Code> codes = new HashMap<>();
            List<Code> a = new ArrayList<>();
            List<Code> b = new ArrayList<>();
            for (int[] pair : some) {
                a.add(codes.computeIfAbsent(pair[0], this::code));
                b.add(codes.computeIfAbsent(pair[1], this::code));
            }
            double[] found = likeness.measure().compare(a, b);
            System.arraycopy(found, 0, all, from, found.length);
        });
        return all;
    }

    private void find(Progress progress) {
        int n = documents.length;
        int[][] near = new int[n][];
        Map<Integer, Integer> positions = new HashMap<>();
        for (int i = 0; i < n; i++) {
            positions.put(documents[i], i);
            scores.add(new HashMap<>());
        }
        AtomicInteger done = new AtomicInteger();
        Thread caller = Thread.currentThread();
        int batches = (n + QUERIES_AT_ONCE - 1) / QUERIES_AT_ONCE;
        IntStream.range(0, batches).parallel().forEach(batch -> {
            int from = batch * QUERIES_AT_ONCE;
            int to = Math.min(n, from + QUERIES_AT_ONCE);
            List<Code> queries = IntStream.range(from, to).mapToObj(this::code).toList();
            List<List<Neighbour>> found = view.nearest(queries, CopyCandidates.SHORTLIST, false);
            for (int i = from; i < to; i++) {
                near[i] = found.get(i - from).stream()
                        .mapToInt(neighbour -> positions.getOrDefault(neighbour.document(), -1))
                        .filter(position -> position >= 0)
                        .sorted()
                        .toArray();
            }
            int finished = done.addAndGet(to - from);
            if (Thread.currentThread()
                    == caller) { // a listener that closes the gallery in another thread would wait for itself
                progress.at(finished, n, "shortlists");
            }
        });
        List<int[]> pairs = new ArrayList<>();
        for (int a = 0; a < n; a++) {
            for (int b : near[a]) {
                if (b > a && Arrays.binarySearch(near[b], a) >= 0) {
                    pairs.add(new int[] {a, b});
                }
            }
            if (pairs.size() >= PAIRS_AT_ONCE * QUERIES_AT_ONCE) {
                keep(pairs);
                progress.at(a + 1L, n, "pairs of shortlists");
            }
        }
        keep(pairs);
        progress.at(n, n, "pairs of shortlists");
        dropWeak();
    }

    /** Of the pairs below the threshold for pictures alike only those that are near for one of the two are kept. */
    private void dropWeak() {
        List<Map<Integer, Double>> nearest = new ArrayList<>();
        for (Map<Integer, Double> found : scores) {
            Map<Integer, Double> kept = new HashMap<>();
            found.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Double>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(CopyCandidates.MOST_WEAK)
                    .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
            nearest.add(kept);
        }
        for (int i = 0; i < scores.size(); i++) {
            int position = i;
            scores.get(i)
                    .entrySet()
                    .removeIf(entry -> entry.getValue() < thresholds.alike()
                            && !nearest.get(position).containsKey(entry.getKey())
                            && !nearest.get(entry.getKey()).containsKey(position));
        }
    }

    private void keep(List<int[]> pairs) {
        double[] found = scores(pairs);
        for (int i = 0; i < found.length; i++) {
            int[] pair = pairs.get(i);
            if (found[i] >= thresholds.candidate()) {
                scores.get(pair[0]).put(pair[1], found[i]);
                scores.get(pair[1]).put(pair[0], found[i]);
            }
        }
        pairs.clear();
    }
}
