package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the {@linkplain Retrieval retrieval protocol} measures.
 *
 * @param queries the number of pictures asked about
 * @param candidates the number of pictures that answers are looked for among, the query itself included where it is one
 * @param figures of the measure's own score
 * @param by the same of each of the measure's other readings, by the name of the reading, such as {@code embedding} and
 *     {@code head}; empty where there are none
 */
public record RetrievalResult(int queries, int candidates, Figures figures, Map<String, Figures> by) {
    public RetrievalResult {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // Map.copyOf has another order in every process
    }

    /**
     * What one score is worth.
     *
     * @param recallAt1 the share of queries whose best candidate matches
     * @param recallAt10 the share of queries with a match among their ten best candidates
     * @param map the mean over the queries of their average precision
     * @param microAp the average precision of all pairs of all queries in one ranking (F. Perronnin, Y. Liu, J.-M.
     *     Renders, "A family of contextual measures of similarity between distributions with application to image
     *     retrieval", CVPR 2009; the figure of the Image Similarity Challenge DISC21): unlike the others it asks that
     *     scores mean the same from one query to the next, as they must under one threshold
     */
    public record Figures(Rate recallAt1, Rate recallAt10, Rate map, Rate microAp) {}
}
