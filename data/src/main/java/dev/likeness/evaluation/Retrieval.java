package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.RetrievalResult.Figures;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The retrieval protocol: each picture is a query for its matches among all others. In data of two kinds, the queries are
 * of the first kind and the candidates of the second. A picture without a match is a candidate but not a query. Ties are
 * pessimistic: among candidates with equal scores, matches rank last.
 *
 * <p>All pairs are compared, but only ranks are stored: the memory is that of the codes and of the matches.
 *
 * <p>Intervals are 95 %, by a bootstrap over the identities of the queries with fixed candidates: how much a figure would
 * vary with other queries to the same collection.
 *
 * @param seed of the bootstrap
 * @param resamples the number of draws, at least 1
 */
public record Retrieval(long seed, int resamples) {
    public Retrieval {
        if (resamples < 1) {
            throw new IllegalArgumentException("at least 1 resample is needed, not " + resamples);
        }
    }

    /** The protocol with 500 draws. */
    public static Retrieval seeded(long seed) {
        return new Retrieval(seed, 500);
    }

    /**
     * Encodes each picture once, then ranks by the measure's score and by each of its readings.
     *
     * @throws InputException if no picture has a match, or there is only one identity
     */
    public RetrievalResult evaluate(Measure measure, List<LabelledPicture> pictures, Progress progress) {
        return evaluate(MeasureUnderTest.skippingNone(measure, progress), pictures);
    }

    /** As {@link #evaluate(Measure, List, Progress)}, without unreadable pictures. */
    public RetrievalResult evaluate(MeasureUnderTest tested, List<LabelledPicture> pictures) {
        Questions all = Questions.of(pictures);
        PictureCodes codes = PictureCodes.ofSides(tested, all.queries, all.candidates);
        return evaluate(tested, codes, Questions.of(codes.readable(pictures)));
    }

    private RetrievalResult evaluate(MeasureUnderTest tested, PictureCodes codes, Questions questions) {
        Ranking ranking = new Ranking(tested, codes, questions);
        List<QueryAnswer> answers = ranking.answers();
        Map<String, Figures> by = new LinkedHashMap<>();
        ranking.statistics.forEach((part, own) -> by.put(part, own.figures(seed, resamples)));
        Figures figures = Objects.requireNonNull(by.remove(Measure.OWN_SCORE));
        return new RetrievalResult(questions.queries.size(), questions.candidates.size(), figures, by, answers);
    }

    /** One pass over all queries and candidates. */
    private static final class Ranking {
        /** Scores in memory at once, of each part. */
        private static final int SCORES = 4_000_000;

        private static final int QUERIES = 32;

        private final MeasureUnderTest tested;
        private final PictureCodes codes;
        private final Questions questions;
        private final Map<String, RetrievalStatistics> statistics = new LinkedHashMap<>();
        private final List<Map<String, double[]>> matches; // of each query, by part

        Ranking(MeasureUnderTest tested, PictureCodes codes, Questions questions) {
            this.tested = tested;
            this.codes = codes;
            this.questions = questions;
            this.matches = matchScores();
            matches.get(0).keySet().forEach(part -> statistics.put(part, statistics(part)));
        }

        private RetrievalStatistics statistics(String part) {
            double[] all = matches.stream()
                    .flatMapToDouble(scores -> Arrays.stream(scores.getOrDefault(part, new double[0])))
                    .toArray();
            return new RetrievalStatistics(all, questions.identityCount());
        }

        /** The scores of the matches alone: the pooled ranking needs them before any other score. */
        private List<Map<String, double[]>> matchScores() {
            List<Map<String, double[]>> scores =
                    new ArrayList<>(Collections.nCopies(questions.queries.size(), Map.of()));
            for (int[] queries : questions.queriesByIdentity()) {
                List<LabelledPicture> asked =
                        Arrays.stream(queries).mapToObj(questions.queries::get).toList();
                List<LabelledPicture> candidates = questions.candidatesOf(asked.get(0));
                try (CodeBlock block = codes.block(tested.measure(), candidates, Side.B)) {
                    Map<String, double[][]> found = block.compareAll(codes.codes(asked, Side.A));
                    for (int q = 0; q < queries.length; q++) {
                        Map<String, double[]> own = new LinkedHashMap<>();
                        for (Map.Entry<String, double[][]> part : found.entrySet()) {
                            own.put(part.getKey(), Split.of(asked.get(q), candidates, part.getValue()[q]).matches);
                        }
                        scores.set(queries[q], own);
                    }
                }
            }
            return scores;
        }

        List<QueryAnswer> answers() {
            List<QueryAnswer> answers = new ArrayList<>();
            List<LabelledPicture> queries = questions.queries;
            int atOnce = Math.max(1, Math.min(QUERIES, SCORES / questions.candidates.size()));
            try (CodeBlock block = codes.block(tested.measure(), questions.candidates, Side.B)) {
                for (int from = 0; from < queries.size(); from += atOnce) {
                    int to = Math.min(queries.size(), from + atOnce);
                    Map<String, double[][]> scores = block.compareAll(codes.codes(queries.subList(from, to), Side.A));
                    for (int q = from; q < to; q++) {
                        answers.add(answer(q, row(scores, q - from)));
                        tested.progress().at(q + 1, queries.size(), "queries answered");
                    }
                }
            }
            return answers;
        }

        private static Map<String, double[]> row(Map<String, double[][]> scores, int row) {
            Map<String, double[]> of = new LinkedHashMap<>();
            scores.forEach((part, all) -> of.put(part, all[row]));
            return of;
        }

        private QueryAnswer answer(int q, Map<String, double[]> scores) {
            LabelledPicture query = questions.queries.get(q);
            Map<String, Long> ranks = new LinkedHashMap<>();
            statistics.forEach((part, own) -> {
                Split split = Split.of(query, questions.candidates, scores.getOrDefault(part, new double[0]));
                double[] known = matches.get(q).getOrDefault(part, new double[0]);
                ranks.put(part, own.add(questions.identities[q], split.matches, split.others, known));
            });
            double[] own = scores.getOrDefault(Measure.OWN_SCORE, new double[0]);
            int first = best(query, own, true);
            int other = best(query, own, false);
            return new QueryAnswer(
                    query.name(),
                    query.identity(),
                    Objects.requireNonNull(ranks.get(Measure.OWN_SCORE)),
                    questions.candidates.get(first).name(),
                    own[first],
                    other < 0 ? "" : questions.candidates.get(other).name(),
                    other < 0 ? Double.NaN : own[other]);
        }

        /** The index of the candidate with the highest score among the matches, or among the others; -1 if there is none. */
        private int best(LabelledPicture query, double[] scores, boolean match) {
            int best = -1;
            for (int i = 0; i < scores.length; i++) {
                LabelledPicture candidate = questions.candidates.get(i);
                if (candidate.identity().equals(query.identity()) == match
                        && !candidate.name().equals(query.name())
                        && (best < 0 || scores[i] > scores[best])) {
                    best = i;
                }
            }
            return best;
        }
    }

    /**
     * The scores of one query's candidates, except itself.
     *
     * @param matches in the order of the candidates
     * @param others in the order of the candidates
     */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Split(double[] matches, double[] others) {
        static Split of(LabelledPicture query, List<LabelledPicture> candidates, double[] scores) {
            if (scores.length != candidates.size()) {
                throw new IllegalStateException(
                        "a scoring gave " + scores.length + " scores for " + candidates.size() + " candidates");
            }
            Scores.requireFinite("scores", scores);
            double[] matches = new double[scores.length];
            double[] others = new double[scores.length];
            int m = 0;
            int o = 0;
            for (int i = 0; i < scores.length; i++) {
                LabelledPicture candidate = candidates.get(i);
                if (candidate.name().equals(query.name())) {
                    continue;
                }
                if (candidate.identity().equals(query.identity())) {
                    matches[m++] = scores[i];
                } else {
                    others[o++] = scores[i];
                }
            }
            return new Split(Arrays.copyOf(matches, m), Arrays.copyOf(others, o));
        }
    }

    /**
     * Queries and candidates.
     *
     * @param queries pictures with a match
     * @param identities the index of the identity of each query
     * @param candidatesByIdentity the candidates of each identity, in order
     */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Questions(
            List<LabelledPicture> queries,
            List<LabelledPicture> candidates,
            int[] identities,
            Map<String, List<LabelledPicture>> candidatesByIdentity) {
        static Questions of(List<LabelledPicture> pictures) {
            List<LabelledPicture> candidates = pictures.stream()
                    .filter(picture -> picture.kind() != Side.A)
                    .toList();
            Map<String, Integer> counts = new HashMap<>();
            candidates.forEach(picture -> counts.merge(picture.identity(), 1, Integer::sum));
            List<LabelledPicture> queries = pictures.stream()
                    .filter(picture -> picture.kind() != Side.B)
                    .filter(picture -> counts.getOrDefault(picture.identity(), 0) > (picture.kind() == null ? 1 : 0))
                    .toList();
            if (queries.isEmpty() || counts.size() < 2) {
                throw new InputException(
                        "retrieval needs pictures with a match, and two or more identities: the data have "
                                + queries.size() + " pictures with a match, and " + counts.size()
                                + " identities; add pictures, one folder per identity");
            }
            Map<String, Integer> index = new HashMap<>();
            int[] identities = queries.stream()
                    .mapToInt(query -> index.computeIfAbsent(query.identity(), identity -> index.size()))
                    .toArray();
            return new Questions(
                    queries,
                    candidates,
                    identities,
                    candidates.stream().collect(Collectors.groupingBy(LabelledPicture::identity)));
        }

        /** The indices of the queries of each identity. */
        List<int[]> queriesByIdentity() {
            return IntStream.range(0, queries.size())
                    .boxed()
                    .collect(Collectors.groupingBy(q -> identities[q], TreeMap::new, Collectors.toList()))
                    .values()
                    .stream()
                    .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
                    .toList();
        }

        /** The candidates of the identity of a query. */
        List<LabelledPicture> candidatesOf(LabelledPicture query) {
            return candidatesByIdentity.getOrDefault(query.identity(), List.of());
        }

        int identityCount() {
            return Arrays.stream(identities).max().orElseThrow() + 1;
        }
    }
}
