package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the {@linkplain Matching matching protocol} measures.
 *
 * @param patches the number of patches, in all images
 * @param imagePairs the number of image pairs that are matched
 * @param figures of the measure's own score
 * @param by the same of each of the measure's other readings, by the name of the reading, such as {@code embedding} and
 *     {@code head}; empty where there are none
 */
public record MatchingResult(int patches, int imagePairs, Figures figures, Map<String, Figures> by) {
    public MatchingResult {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // Map.copyOf has another order in every process
    }

    /**
     * What one score is worth.
     *
     * @param fpr95 {@link Roc#fpr95} of the patches that correspond against others of the same two images, drawn at
     *     random
     * @param map the mean over the image pairs of their average precision
     */
    public record Figures(Rate fpr95, Rate map) {}
}
