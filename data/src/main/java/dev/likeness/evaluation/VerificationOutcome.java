package dev.likeness.evaluation;

import dev.likeness.data.PairSample.Shortfall;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of {@linkplain Verification verification} on a data set.
 *
 * @param result of the measure's own score
 * @param by the results of each of the measure's other readings, by the name of the reading, such as {@code embedding} and
 *     {@code head}; empty if there are none
 * @param scored the pairs with the measure's own scores
 * @param shortfall why fewer pairs were drawn than requested; null if there are enough
 */
public record VerificationOutcome(
        VerificationResult result,
        Map<String, VerificationResult> by,
        ScoredPairs scored,
        @Nullable Shortfall shortfall) {
    public VerificationOutcome {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // the order of Map.copyOf differs between processes
    }
}
