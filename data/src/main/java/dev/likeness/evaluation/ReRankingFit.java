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

/**
 * Measures whether the whole score of a model, ranking the shortlist of its embedding again, finds more than the embedding
 * alone: by the {@linkplain Retrieval retrieval protocol}, on pictures that the model was not trained on. The whole score
 * is computed for the shortlists only.
 */
public final class ReRankingFit {
    /** The identities with a query that a measurement needs at least. */
    public static final int LEAST_IDENTITIES = 20;

    private static final int RESAMPLES = 2000;

    private ReRankingFit() {}

    /**
     * The measurement, with a shortlist of {@link ReRanking#DEFAULT_SHORTLIST}.
     *
     * @param data the name of the data
     * @param seed of the bootstrap
     * @return empty if the measure has no reading {@link Measure#EMBEDDING}, or if fewer than {@link #LEAST_IDENTITIES}
     *     identities have a query
     */
    public static Optional<ReRanking> of(
            MeasureUnderTest tested, List<LabelledPicture> pictures, String data, long seed) {
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
        int queries = questions.queries().size();
        for (int q = 0; q < queries; q++) {
            add(q, questions, new Scoring(codes, embedding, tested.measure()), qualities);
            tested.progress().at(q + 1, queries, "queries re-ranked");
        }
        RetrievalGain gain = qualities.gain(ReRanking.DEFAULT_SHORTLIST, seed, RESAMPLES);
        return Optional.of(ReRanking.measured(ReRanking.DEFAULT_SHORTLIST, gain.map(), identities, data));
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
