package dev.likeness.evaluation;

import dev.likeness.calibration.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the {@linkplain OneShot one-shot protocol} measures.
 *
 * @param trials the number of trials
 * @param correct how many the measure's own score answers rightly
 * @param accuracy their share
 * @param by the share that each of the measure's other readings answers rightly, by the name of the reading, such as
 *     {@code embedding} and {@code head}; empty where there are none
 */
public record OneShotResult(int trials, int correct, Rate accuracy, Map<String, Rate> by) {
    public OneShotResult {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by)); // Map.copyOf has another order in every process
    }
}
