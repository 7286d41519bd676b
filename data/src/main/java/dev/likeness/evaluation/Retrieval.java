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
 * The retrieval protocol: each picture looks for those that show the same among all others. In data of two kinds the
 * pictures of the first kind look among those of the second. A picture that nothing matches is not asked about, but can
 * be found by mistake. Ties count against: of candidates that score the same, those that match come last.
 *
 * <p>Every pair is compared, and only what its rank tells is kept: the memory is that of the codes and of the matches.
 *
 * <p>Intervals are 95 %, by a bootstrap over the identities of the queries, whose candidates stay the same: how far a
 * figure would move with other questions to the same collection.
 *
 * @param seed decides the draws of the bootstrap
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
     * Encodes every picture once, then ranks by the measure's score and by each of its readings.
     *
     * @throws InputException if no picture has a match to look for, or there is one identity only
     */
    public RetrievalResult evaluate(Measure measure, List<LabelledPicture> pictures, Progress progress) {
        return evaluate(PictureCodes.Reading.all(measure, progress), pictures);
    }

    /** As {@link #evaluate(Measure, List, Progress)}, without pictures that cannot be read. */
    public RetrievalResult evaluate(PictureCodes.Reading reading, List<LabelledPicture> pictures) {
        Questions all = Questions.of(pictures);
        PictureCodes codes = PictureCodes.ofSides(reading, all.queries, all.candidates);
        return evaluate(reading, codes, Questions.of(codes.readable(pictures)));
    }

    private RetrievalResult evaluate(PictureCodes.Reading reading, PictureCodes codes, Questions questions) {
        Measure measure = reading.measure();
        List<PicturePair> matching = new ArrayList<>();
        questions.queries.forEach(query -> matching.addAll(questions.pairs(query, true)));
        Map<String, RetrievalTally> tallies = new LinkedHashMap<>();
        codes.compareAll(measure, matching)
                .forEach((part, scores) -> tallies.put(part, new RetrievalTally(scores, questions.identityCount())));
        for (int q = 0; q < questions.queries.size(); q++) {
            int identity = questions.identities[q];
            List<PicturePair> pairs = questions.pairs(questions.queries.get(q), false);
            Map<String, double[]> scores = codes.compareAll(measure, pairs);
            tallies.forEach((part, tally) ->
                    tally.add(identity, new ScoredPairs(pairs, scores.getOrDefault(part, new double[0]))));
            reading.progress().at(q + 1, questions.queries.size(), "queries answered");
        }
        Map<String, Figures> by = new LinkedHashMap<>();
        tallies.forEach((part, tally) -> by.put(part, tally.figures(seed, resamples)));
        Figures own = Objects.requireNonNull(by.remove(Measure.OWN_SCORE));
        return new RetrievalResult(questions.queries.size(), questions.candidates.size(), own, by);
    }

    /**
     * Who looks for what.
     *
     * @param queries with a match each
     * @param identities of the queries, as indices: one for each query
     */
    @SuppressWarnings("ArrayRecordComponent") // of this file only, and never compared
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
                        "retrieval needs pictures that have a match, and others beside it: the data has "
                                + queries.size() + " with a match, and " + counts.size()
                                + " identities to find; add pictures, each identity in a folder of its own");
            }
            Map<String, Integer> index = new HashMap<>();
            int[] identities = queries.stream()
                    .mapToInt(query -> index.computeIfAbsent(query.identity(), identity -> index.size()))
                    .toArray();
            return new Questions(queries, candidates, identities);
        }

        /** The pairs of one query, with every candidate but itself. */
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
