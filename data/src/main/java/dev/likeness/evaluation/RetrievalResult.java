package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of the {@linkplain Retrieval retrieval protocol}.
 *
 * @param queries the number of queries
 * @param candidates the number of candidates, including the queries if they are candidates
 * @param figures of the measure's own score
 * @param by the figures of each of the measure's other readings, by the name of the reading, such as {@code embedding} and
 *     {@code head}; empty if there are none
 * @param gains what the whole score gains over the embedding alone, for a shortlist of {@link Retrieval#SHORTLISTS} and for
 *     all candidates; empty if the measure has no reading {@link dev.likeness.measure.Measure#EMBEDDING}
 * @param answers how each query was answered, in the order of the pictures
 */
public record RetrievalResult(
        int queries,
        int candidates,
        Figures figures,
        Map<String, Figures> by,
        List<RetrievalGain> gains,
        List<QueryAnswer> answers) {
    public RetrievalResult {
        gains = List.copyOf(gains);
        answers = List.copyOf(answers);
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // the order of Map.copyOf differs between processes
    }

    /**
     * The figures of one score.
     *
     * @param recallAt1 the share of queries whose best candidate matches
     * @param recallAt10 the share of queries with a match among their ten best candidates
     * @param map the mean average precision over the queries
     * @param microAp the average precision of all pairs of all queries in one ranking (F. Perronnin, Y. Liu, J.-M.
     *     Renders, "A family of contextual measures of similarity between distributions with application to image
     *     retrieval", CVPR 2009; the figure of the Image Similarity Challenge DISC21): unlike the others it
     *     requires scores that are comparable between queries, as a common threshold does
     */
    public record Figures(Rate recallAt1, Rate recallAt10, Rate map, Rate microAp) {}
}
