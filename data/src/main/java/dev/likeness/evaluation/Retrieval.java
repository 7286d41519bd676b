package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.RetrievalResult.Figures;
import dev.likeness.measure.Measure;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        Measure measure = tested.measure();
        List<PicturePair> matching = new ArrayList<>();
        questions.queries.forEach(query -> matching.addAll(questions.pairs(query, true)));
        Map<String, RetrievalStatistics> statistics = new LinkedHashMap<>();
        codes.compareAll(measure, matching)
                .forEach((part, scores) ->
                        statistics.put(part, new RetrievalStatistics(scores, questions.identityCount())));
        for (int q = 0; q < questions.queries.size(); q++) {
            int identity = questions.identities[q];
            List<PicturePair> pairs = questions.pairs(questions.queries.get(q), false);
            Map<String, double[]> scores = codes.compareAll(measure, pairs);
            statistics.forEach((part, own) ->
                    own.add(identity, new ScoredPairs(pairs, scores.getOrDefault(part, new double[0]))));
            tested.progress().at(q + 1, questions.queries.size(), "queries answered");
        }
        Map<String, Figures> by = new LinkedHashMap<>();
        statistics.forEach((part, own) -> by.put(part, own.figures(seed, resamples)));
        Figures figures = Objects.requireNonNull(by.remove(Measure.OWN_SCORE));
        return new RetrievalResult(questions.queries.size(), questions.candidates.size(), figures, by);
    }

    /**
     * Queries and candidates.
     *
     * @param queries pictures with a match
     * @param identities the index of the identity of each query
     */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Questions(List<LabelledPicture> queries, List<LabelledPicture> candidates, int[] identities) {
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
            return new Questions(queries, candidates, identities);
        }

        /** The pairs of one query with all candidates except itself. */
        List<PicturePair> pairs(LabelledPicture query, boolean matchesOnly) {
            List<PicturePair> pairs = new ArrayList<>();
            for (LabelledPicture candidate : candidates) {
                boolean match = candidate.identity().equals(query.identity());
                if ((match || !matchesOnly) && !candidate.name().equals(query.name())) {
                    pairs.add(new PicturePair(query, candidate, match));
                }
            }
            return pairs;
        }

        int identityCount() {
            return Arrays.stream(identities).max().orElseThrow() + 1;
        }
    }
}
