package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The results of the {@linkplain Matching matching protocol}.
 *
 * @param patches the number of patches, in all images
 * @param imagePairs the number of image pairs
 * @param figures of the measure's own score
 * @param by the figures of each of the measure's other readings, by the name of the reading, such as {@code embedding} and
 *     {@code head}; empty if there are none
 */
public record MatchingResult(int patches, int imagePairs, Figures figures, Map<String, Figures> by) {
    public MatchingResult {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // the order of Map.copyOf differs between processes
    }

    /**
     * The figures of one score.
     *
     * @param fpr95 {@link Roc#fpr95} of corresponding patches against other patches of the same two images, drawn at
     *     random
     * @param map the mean average precision over the image pairs
     */
    public record Figures(Rate fpr95, Rate map) {}
}
