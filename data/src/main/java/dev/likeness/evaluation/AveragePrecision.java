package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean average precision of retrieval among few pictures, from pairs: the figure {@code map} of the {@linkplain Retrieval
 * retrieval protocol}, for use while a network is trained.
 */
public final class AveragePrecision {
    private AveragePrecision() {}

    /** Whether retrieval is possible: a picture has a match, and there are two or more identities. */
    public static boolean isPossible(List<LabelledPicture> pictures) {
        return RetrievalQuestions.arePossible(pictures);
    }

    /**
     * All pairs of a query and a candidate.
     *
     * @throws dev.likeness.error.InputException if no picture has a match, or there is only one identity
     */
    public static List<PicturePair> pairs(List<LabelledPicture> pictures) {
        RetrievalQuestions questions = RetrievalQuestions.of(pictures);
        List<PicturePair> pairs = new ArrayList<>();
        for (LabelledPicture query : questions.queries()) {
            for (LabelledPicture candidate : questions.candidates()) {
                if (!candidate.name().equals(query.name())) {
                    pairs.add(new PicturePair(
                            query, candidate, candidate.identity().equals(query.identity())));
                }
            }
        }
        return pairs;
    }

    /** The mean over the queries, 0 to 1; the pairs of a query have it as their first picture. */
    public static double mean(ScoredPairs scored) {
        Map<String, List<Integer>> queries = new LinkedHashMap<>();
        for (int i = 0; i < scored.pairs().size(); i++) {
            queries.computeIfAbsent(scored.pairs().get(i).a().name(), query -> new ArrayList<>())
                    .add(i);
        }
        return queries.values().stream()
                .mapToDouble(own -> of(own, scored))
                .average()
                .orElseThrow();
    }

    private static double of(List<Integer> own, ScoredPairs scored) {
        RankedMatches ranked = new RankedMatches(own.stream()
                .filter(i -> scored.pairs().get(i).match())
                .mapToDouble(i -> scored.scores()[i])
                .toArray());
        own.stream().filter(i -> !scored.pairs().get(i).match()).forEach(i -> ranked.addOther(scored.scores()[i]));
        return ranked.averagePrecision();
    }
}
