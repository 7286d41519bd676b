package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.evaluation.RetrievalResult.Figures;
import dev.likeness.measure.CodeBlock;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The retrieval protocol: each picture is a query for its matches among all others. In data of two kinds, the queries are
 * of the first kind and the candidates of the second. A picture without a match is a candidate but not a query. Ties are
 * pessimistic: among candidates with equal scores, matches rank last.
 *
 * <p>All pairs are compared. Up to 2,000 pictures, each two are compared once if their order does not matter; beyond, only ranks are
 * stored, and the memory is that of the codes and of the matches.
 *
 * <p>Intervals are 95 %, by a bootstrap over the identities of the queries with fixed candidates: how much a figure would
 * vary with other queries to the same collection.
 *
 * @param seed of the bootstrap
 * @param resamples the number of draws, at least 1
 */
public record Retrieval(long seed, int resamples) {
    /** The sizes of the shortlists that the whole score ranks again, in {@link RetrievalResult#gains}. */
    public static final List<Integer> SHORTLISTS = List.of(50, 100);

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
     * @throws dev.likeness.error.InputException if no picture has a match, or there is only one identity
     */
    public RetrievalResult evaluate(Measure measure, List<LabelledPicture> pictures, Progress progress) {
        return evaluate(MeasureUnderTest.skippingNone(measure, progress), pictures);
    }

    /** As {@link #evaluate(Measure, List, Progress)}, without unreadable pictures. */
    public RetrievalResult evaluate(MeasureUnderTest tested, List<LabelledPicture> pictures) {
        RetrievalQuestions all = RetrievalQuestions.of(pictures);
        PictureCodes codes = PictureCodes.ofSides(tested, all.queries(), all.candidates());
        return evaluate(tested, codes, RetrievalQuestions.of(codes.readable(pictures)));
    }

    private RetrievalResult evaluate(MeasureUnderTest tested, PictureCodes codes, RetrievalQuestions questions) {
        Ranking ranking = new Ranking(tested, codes, questions);
        List<QueryAnswer> answers = ranking.answers();
        Map<String, Figures> found = new ConcurrentHashMap<>();
        ranking.statistics.entrySet().parallelStream()
                .forEach(part -> found.put(part.getKey(), part.getValue().figures(seed, resamples)));
        Map<String, Figures> by = new LinkedHashMap<>();
        ranking.statistics.keySet().forEach(part -> by.put(part, Objects.requireNonNull(found.get(part))));
        Figures figures = Objects.requireNonNull(by.remove(Measure.OWN_SCORE));
        return new RetrievalResult(
                questions.queries().size(),
                questions.candidates().size(),
                figures,
                by,
                ranking.gains(seed, resamples),
                answers);
    }

    /** One pass over all queries and candidates. */
    private static final class Ranking {
        /** Scores in memory at once, of each part. */
        private static final int SCORES = 4_000_000;

        private static final int QUERIES = 32;

        private final MeasureUnderTest tested;
        private final PictureCodes codes;
        private final RetrievalQuestions questions;
        private final Map<String, RetrievalStatistics> statistics = new LinkedHashMap<>();
        private final Map<Integer, PairedQualities> gains = new LinkedHashMap<>(); // by the size of the shortlist
        private final List<Map<String, double[]>> matches; // of each query, by part

        Ranking(MeasureUnderTest tested, PictureCodes codes, RetrievalQuestions questions) {
            this.tested = tested;
            this.codes = codes;
            this.questions = questions;
            this.matches = matchScores();
            matches.get(0).keySet().forEach(part -> statistics.put(part, statistics(part)));
            if (statistics.containsKey(Measure.EMBEDDING)) {
                gains.put(RetrievalGain.ALL, new PairedQualities(questions.identityCount()));
                SHORTLISTS.forEach(size -> gains.put(size, new PairedQualities(questions.identityCount())));
            }
        }

        List<RetrievalGain> gains(long seed, int resamples) {
            List<RetrievalGain> all = new ArrayList<>();
            gains.forEach((shortlist, qualities) -> all.add(qualities.gain(shortlist, seed, resamples)));
            return all;
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
                    new ArrayList<>(Collections.nCopies(questions.queries().size(), Map.of()));
            for (int[] queries : questions.queriesByIdentity()) {
                List<LabelledPicture> asked = Arrays.stream(queries)
                        .mapToObj(questions.queries()::get)
                        .toList();
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
            List<LabelledPicture> queries = questions.queries();
            List<LabelledPicture> candidates = questions.candidates();
            boolean fit = (long) queries.size() * candidates.size() <= SCORES;
            return fit && !tested.measure().sidesDiffer() && queries.equals(candidates)
                    ? answersOfAllPairs(queries)
                    : answersInTurn(queries);
        }

        private List<QueryAnswer> answersOfAllPairs(List<LabelledPicture> pictures) {
            Map<String, double[][]> scores =
                    new AllPairs(tested.measure(), codes.codes(pictures, Side.A)).scores(tested.progress());
            List<QueryAnswer> answers = new ArrayList<>();
            for (int q = 0; q < pictures.size(); q++) {
                answers.add(answer(q, row(scores, q)));
            }
            return answers;
        }

        private List<QueryAnswer> answersInTurn(List<LabelledPicture> queries) {
            List<QueryAnswer> answers = new ArrayList<>();
            int atOnce = Math.max(
                    1, Math.min(QUERIES, SCORES / questions.candidates().size()));
            try (CodeBlock block = codes.block(tested.measure(), questions.candidates(), Side.B)) {
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
            LabelledPicture query = questions.queries().get(q);
            Map<String, RankedMatches> ranked = new ConcurrentHashMap<>();
            Map<String, Split> splits = new ConcurrentHashMap<>();
            statistics.entrySet().parallelStream().forEach(each -> {
                String part = each.getKey();
                Split split = Split.of(query, questions.candidates(), scores.getOrDefault(part, new double[0]));
                double[] known = matches.get(q).getOrDefault(part, new double[0]);
                splits.put(part, split);
                ranked.put(part, each.getValue().add(questions.identities()[q], split.matches, split.others, known));
            });
            RankedMatches whole = Objects.requireNonNull(ranked.get(Measure.OWN_SCORE));
            RankedMatches byEmbedding = ranked.get(Measure.EMBEDDING);
            if (byEmbedding != null) {
                QueryQuality baseline = QueryQuality.of(byEmbedding);
                gains.forEach((shortlist, qualities) -> qualities.add(
                        questions.identities()[q],
                        baseline,
                        shortlist == RetrievalGain.ALL ? QueryQuality.of(whole) : again(shortlist, splits)));
            }
            double[] own = scores.getOrDefault(Measure.OWN_SCORE, new double[0]);
            int first = best(query, own, true);
            int other = best(query, own, false);
            return new QueryAnswer(
                    query.name(),
                    query.identity(),
                    whole.firstRank(),
                    questions.candidates().get(first).name(),
                    own[first],
                    other < 0 ? "" : questions.candidates().get(other).name(),
                    other < 0 ? Double.NaN : own[other]);
        }

        /** The shortlist of the embedding, ranked again by the whole score. */
        private static QueryQuality again(int shortlist, Map<String, Split> splits) {
            Split cheap = Objects.requireNonNull(splits.get(Measure.EMBEDDING));
            Split better = Objects.requireNonNull(splits.get(Measure.OWN_SCORE));
            boolean[] match = new boolean[cheap.matches.length + cheap.others.length];
            Arrays.fill(match, 0, cheap.matches.length, true);
            return new ShortlistRanking(cheap.all(), match, shortlist).quality(better.all());
        }

        /** The index of the candidate with the highest score among the matches, or among the others; -1 if there is none. */
        private int best(LabelledPicture query, double[] scores, boolean match) {
            int best = -1;
            for (int i = 0; i < scores.length; i++) {
                LabelledPicture candidate = questions.candidates().get(i);
                if ((best < 0 || scores[i] > scores[best]) // first, as it is mostly false
                        && candidate.identity().equals(query.identity()) == match
                        && !candidate.name().equals(query.name())) {
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

        /** The scores of the matches, then those of the others. */
        double[] all() {
            double[] all = Arrays.copyOf(matches, matches.length + others.length);
            System.arraycopy(others, 0, all, matches.length, others.length);
            return all;
        }
    }
}
