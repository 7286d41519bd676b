package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The results of the {@linkplain OneShot one-shot protocol}.
 *
 * @param trials the number of trials
 * @param correct the number that the measure's own score answers correctly
 * @param ways the number of gallery pictures in each trial
 * @param accuracy the share of correct trials
 * @param by the accuracy of each of the measure's other readings, by the name of the reading, such as {@code embedding} and
 *     {@code head}; empty if there are none
 */
public record OneShotResult(int trials, int correct, int ways, Rate accuracy, Map<String, Rate> by) {
    public OneShotResult {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // the order of Map.copyOf differs between processes
    }
}
