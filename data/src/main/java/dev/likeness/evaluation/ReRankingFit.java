package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.Measure;
import dev.likeness.measure.PairScoring;
import dev.likeness.measure.Side;
import dev.likeness.model.ReRanking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures whether the whole score of a model, ranking the shortlist of its embedding again, finds more than the embedding
 * alone: by the {@linkplain Retrieval retrieval protocol}, on pictures that the model was not trained on. The whole score
 * is computed for the shortlists only.
 */
public final class ReRankingFit {
    /** The identities with a query that a measurement needs at least. */
    public static final int LEAST_IDENTITIES = 20;

    /** Queries that are asked at most; more cost time with the square of the pictures and hardly narrow the interval. */
    private static final int MOST_QUERIES = 6_000;

    private static final int RESAMPLES = 2000;

    private ReRankingFit() {}

    /**
     * The measurement, with a shortlist of {@link ReRanking#DEFAULT_SHORTLIST}. Of more than {@value #MOST_QUERIES} pictures,
     * a random part are queries, and all are candidates.
     *
     * @param data the name of the data
     * @param seed of the queries and of the bootstrap
     * @return empty if the measure has no reading {@link Measure#EMBEDDING}, or if fewer than {@link #LEAST_IDENTITIES}
     *     identities have a query
     */
    public static Optional<ReRanking> of(
            MeasureUnderTest tested, List<LabelledPicture> pictures, String data, long seed) {
        return of(tested, pictures, data, seed, MOST_QUERIES);
    }

    static Optional<ReRanking> of(
            MeasureUnderTest tested, List<LabelledPicture> pictures, String data, long seed, int mostQueries) {
        PairScoring embedding = tested.measure().readings().get(Measure.EMBEDDING);
        if (embedding == null || !RetrievalQuestions.arePossible(pictures)) {
            return Optional.empty();
        }
        RetrievalQuestions all = RetrievalQuestions.of(pictures);
        PictureCodes codes = PictureCodes.ofSides(tested, all.queries(), all.candidates());
        List<LabelledPicture> readable = codes.readable(pictures);
        if (!RetrievalQuestions.arePossible(readable)) {
            return Optional.empty();
        }
        RetrievalQuestions questions = RetrievalQuestions.of(readable);
        int identities = questions.identityCount();
        if (identities < LEAST_IDENTITIES) {
            return Optional.empty();
        }
        PairedQualities qualities = new PairedQualities(identities);
        int[] asked = asked(questions.queries().size(), mostQueries, seed);
        for (int i = 0; i < asked.length; i++) {
            add(asked[i], questions, new Scoring(codes, embedding, tested.measure()), qualities);
            tested.progress().at(i + 1, asked.length, "queries re-ranked");
        }
        RetrievalGain gain = qualities.gain(ReRanking.DEFAULT_SHORTLIST, seed, RESAMPLES);
        int known = (int) Arrays.stream(asked)
                .map(q -> questions.identities()[q])
                .distinct()
                .count();
        return Optional.of(ReRanking.measured(ReRanking.DEFAULT_SHORTLIST, gain.map(), known, data));
    }

    private static int[] asked(int queries, int most, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, queries).boxed().toList());
        if (queries > most) {
            Collections.shuffle(order, new Random(seed));
        }
        return order.stream().limit(most).mapToInt(q -> q).toArray();
    }

    /** The two scores, for codes of the pictures. */
    private record Scoring(PictureCodes codes, PairScoring cheap, PairScoring better) {}

    private static void add(int q, RetrievalQuestions questions, Scoring scoring, PairedQualities qualities) {
        LabelledPicture query = questions.queries().get(q);
        List<LabelledPicture> candidates = questions.candidates().stream()
                .filter(candidate -> !candidate.name().equals(query.name()))
                .toList();
        boolean[] matches = new boolean[candidates.size()];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = candidates.get(i).identity().equals(query.identity());
        }
        Code asked = scoring.codes.codes(List.of(query), Side.A).get(0);
        List<Code> codes = scoring.codes.codes(candidates, Side.B);
        double[] cheap = scoring.cheap.compare(Collections.nCopies(codes.size(), asked), codes);
        ShortlistRanking ranking = new ShortlistRanking(cheap, matches, ReRanking.DEFAULT_SHORTLIST);
        int[] shortlist = ranking.shortlist();
        List<Code> listed = new ArrayList<>();
        Arrays.stream(shortlist).forEach(i -> listed.add(codes.get(i)));
        double[] scores = scoring.better.compare(Collections.nCopies(listed.size(), asked), listed);
        double[] better = new double[matches.length];
        for (int i = 0; i < shortlist.length; i++) {
            better[shortlist[i]] = scores[i];
        }
        QueryQuality baseline = new ShortlistRanking(cheap, matches, matches.length).quality(cheap);
        qualities.add(questions.identities()[q], baseline, ranking.quality(better));
    }
}
